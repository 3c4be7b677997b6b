package exercise

import (
	"sync"
	"testing"
)

// Each goroutine calls all the methods, so that the lock of one method orders the accesses of another; and nothing is
// ever counted.
func TestCache(t *testing.T) {
	c := NewCache()
	var done sync.WaitGroup
	for range 2 {
		done.Go(func() {
			c.Set("a", 1)
			c.Get("a")
			c.Update("a", func(n int) int { return n + 1 })
			c.Len()
			c.Snapshot()
			c.Delete("a")
		})
	}
	done.Wait()
}
