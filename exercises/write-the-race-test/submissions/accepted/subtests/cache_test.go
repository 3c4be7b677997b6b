package exercise

import (
	"slices"
	"strconv"
	"sync"
	"testing"
)

var keys = slices.Collect(func(yield func(string) bool) {
	for i := range 64 {
		if !yield("k" + strconv.Itoa(i)) {
			return
		}
	}
})

// TestCache looks at one promise after the other.
func TestCache(t *testing.T) {
	t.Run("writers exclude writers", func(t *testing.T) {
		c := NewCache()
		atOnce(8, func(w int) {
			for _, k := range keys {
				c.Set(k+strconv.Itoa(w), w)
			}
		})
		if got := c.Len(); got != 8*len(keys) {
			t.Errorf("Len is %d after %d keys were set", got, 8*len(keys))
		}
		atOnce(8, func(w int) {
			for _, k := range keys {
				c.Delete(k + strconv.Itoa(w))
			}
		})
		if got := c.Len(); got != 0 {
			t.Errorf("Len is %d after all keys were deleted", got)
		}
	})
	for name, look := range map[string]func(c *Cache, k string){
		"Get":      func(c *Cache, k string) { c.Get(k) },
		"Len":      func(c *Cache, _ string) { c.Len() },
		"Snapshot": func(c *Cache, k string) { _ = c.Snapshot()[k] },
	} {
		t.Run("writers exclude "+name, func(t *testing.T) {
			c := NewCache()
			atOnce(4, func(w int) {
				for i, k := range keys {
					if w == 0 {
						c.Set(k, i)
					} else {
						look(c, k)
					}
				}
			})
		})
		t.Run(name+" changes nothing", func(t *testing.T) {
			c := NewCache()
			for i, k := range keys {
				c.Set(k, i)
			}
			atOnce(4, func(int) {
				for _, k := range keys {
					look(c, k)
				}
			})
		})
	}
	t.Run("an update is one step", func(t *testing.T) {
		c := NewCache()
		inside, most := 0, 0
		atOnce(8, func(int) {
			for range 50 {
				c.Update("only", func(n int) int {
					inside++
					most = max(most, inside)
					inside--
					return n + 1
				})
			}
		})
		if n, _ := c.Get("only"); n != 400 || most != 1 {
			t.Errorf("400 updates gave %d, and %d were under way at once", n, most)
		}
	})
}

func atOnce(n int, f func(w int)) {
	gate := make(chan bool)
	var all sync.WaitGroup
	all.Add(n)
	for w := range n {
		go func() {
			defer all.Done()
			<-gate
			f(w)
		}()
	}
	close(gate)
	all.Wait()
}
