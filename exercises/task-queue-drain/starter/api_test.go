package exercise

import "context"

// The names and types that the tests rely on. If one of these lines does not compile, put the
// declaration that it names in queue.go back to what the statement says.
var (
	_ func(int) *TaskQueue                    = NewTaskQueue
	_ func(*TaskQueue)                        = (*TaskQueue).Start
	_ func(*TaskQueue, Task) error            = (*TaskQueue).AddTask
	_ func(*TaskQueue, context.Context) error = (*TaskQueue).Shutdown
)
