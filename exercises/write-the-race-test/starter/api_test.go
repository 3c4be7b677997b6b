package exercise

import "testing"

// What the judge calls. If this line does not compile, put the declaration of TestCache in cache_test.go back
// to what the statement says.
var _ func(*testing.T) = TestCache
