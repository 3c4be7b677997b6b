package exercise

import (
	"sync"
	"testing"
)

// Which Set comes last is not promised: this fails with a correct cache.
func TestCache(t *testing.T) {
	for range 200 {
		c := NewCache()
		var done sync.WaitGroup
		for g := range 8 {
			done.Go(func() { c.Set("last", g) })
		}
		done.Wait()
		if got, _ := c.Get("last"); got != 7 {
			t.Fatalf("the last value is %d; want 7", got)
		}
	}
}
