package exercise

import (
	"strconv"
	"sync"
	"testing"
)

// Every pair is there, and the detector sees every race; what is lost without one goes unnoticed.
func TestCache(t *testing.T) {
	set := func(c *Cache, i int) { c.Set(strconv.Itoa(i), i) }
	get := func(c *Cache, i int) { c.Get(strconv.Itoa(i)) }
	remove := func(c *Cache, i int) { c.Delete(strconv.Itoa(i)) }
	size := func(c *Cache, i int) { c.Len() }
	read := func(c *Cache, i int) {
		for range c.Snapshot() {
		}
	}
	for _, pair := range [][2]func(*Cache, int){{set, set}, {get, get}, {get, set}, {remove, remove}, {size, set}, {read, set}} {
		c := NewCache()
		for i := range 100 {
			c.Set(strconv.Itoa(i), i)
		}
		start := make(chan struct{})
		var done sync.WaitGroup
		for g := range 8 {
			done.Go(func() {
				<-start
				for i := range 100 {
					pair[g%2](c, i)
				}
			})
		}
		close(start)
		done.Wait()
	}
}
