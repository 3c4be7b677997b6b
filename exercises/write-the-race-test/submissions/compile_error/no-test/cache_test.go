package exercise

import "testing"

func TestTheCache(t *testing.T) {
	NewCache().Set("a", 1)
}
