package exercise

// The names and types that the tests rely on. If one of these lines does not compile, put the
// declaration that it names in registry.go back to what the statement says.
var (
	_ func() *Registry                        = NewRegistry
	_ func(*Registry, string, int)            = (*Registry).Set
	_ func(*Registry, string, int) int        = (*Registry).Add
	_ func(*Registry, string) bool            = (*Registry).Delete
	_ func(*Registry, string) (int, bool)     = (*Registry).Get
	_ func(*Registry) int                     = (*Registry).Len
	_ func(*Registry, func(string, int) bool) = (*Registry).Range
)
