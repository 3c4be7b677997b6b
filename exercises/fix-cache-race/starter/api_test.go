package exercise

import "time"

// The names and types that the tests rely on. If one of these lines does not compile, put the
// declaration that it names in cache.go back to what the statement says.
var (
	_ func() *Cache                                    = NewCache
	_ func(*Cache, string) (interface{}, bool)         = (*Cache).Get
	_ func(*Cache, string, interface{}, time.Duration) = (*Cache).Set
)
