package exercise

// The names and types that the tests rely on. If one of these lines does not compile, put the
// declaration that it names in counter.go back to what the statement says.
var (
	_ func() *Counter    = NewCounter
	_ func(*Counter)     = (*Counter).Inc
	_ func(*Counter) int = (*Counter).Value
)
