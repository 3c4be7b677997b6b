package exercise

import "context"

// The names and types that the tests rely on. If one of these lines does not compile, put the
// declaration that it names in queue.go back to what the statement says.
var (
	_ func(Broker, int, func(context.Context, Task) error) *Queue = NewQueue
	_ func(*Queue, context.Context)                               = (*Queue).Run
)
