package exercise

import "testing"

func TestCache(t *testing.T) {
	t.Parallel()
	NewCache().Set("a", 1)
}
