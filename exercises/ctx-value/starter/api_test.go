package exercise

import "context"

// The signatures that the tests rely on. If one of these lines does not compile, put the declaration
// that it names in request.go back to what the statement says.
var (
	_ func(context.Context, string) context.Context = WithRequestID
	_ func(context.Context) (string, bool)          = RequestID
	_ func(context.Context, string) context.Context = WithUser
	_ func(context.Context) (string, bool)          = User
	_ func(context.Context, string) Record          = NewRecord
	_ func(Handler) Handler                         = Identify
	_ func(...Handler) Handler                      = Parallel
)
