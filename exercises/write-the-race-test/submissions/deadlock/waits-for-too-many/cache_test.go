package exercise

import (
	"sync"
	"testing"
)

// Add counts one more goroutine than there is.
func TestCache(t *testing.T) {
	c := NewCache()
	var done sync.WaitGroup
	done.Add(9)
	for g := range 8 {
		go func() {
			defer done.Done()
			c.Set("key", g)
		}()
	}
	done.Wait()
}
