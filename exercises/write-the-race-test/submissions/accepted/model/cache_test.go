package exercise

import (
	"strconv"
	"sync"
	"testing"
)

const (
	goroutines = 8
	each       = 100
)

// Each pair of methods has a test of its own: the lock of a third one would order the two, and hide their race.
func TestCache(t *testing.T) {
	add := func(n int) int { return n + 1 }
	set := func(c *Cache, g, i int) { c.Set(key(g, i), i) }
	get := func(c *Cache, g, i int) { c.Get(key(g, i)) }
	remove := func(c *Cache, g, i int) { c.Delete(key(g, i)) }
	update := func(c *Cache, g, i int) { c.Update(key(0, i), add) }
	size := func(c *Cache, g, i int) { c.Len() }
	read := func(c *Cache, g, i int) {
		for range c.Snapshot() {
		}
	}
	for name, pair := range map[string][2]func(c *Cache, g, i int){
		"Set and Set":         {set, set},
		"Get and Get":         {get, get},
		"Get and Set":         {get, set},
		"Delete and Delete":   {remove, remove},
		"Len and Set":         {size, set},
		"Update and Set":      {update, set},
		"Update and Get":      {update, get},
		"Snapshot and Set":    {read, set},
		"Snapshot and Delete": {read, remove},
	} {
		t.Run(name, func(t *testing.T) {
			c := full()
			together(goroutines, func(g int) {
				for i := range each {
					pair[g%2](c, g, i)
				}
			})
		})
	}
	t.Run("no update is lost", func(t *testing.T) {
		c := NewCache()
		together(goroutines, func(int) {
			for range each {
				c.Update("counter", add)
			}
		})
		if got, _ := c.Get("counter"); got != goroutines*each {
			t.Errorf("the counter is %d after %d updates by one", got, goroutines*each)
		}
	})
	t.Run("no entry is lost", func(t *testing.T) {
		c := NewCache()
		together(goroutines, func(g int) {
			for i := range each {
				c.Set(key(g, i), i)
			}
		})
		if n := c.Len(); n != goroutines*each {
			t.Errorf("there are %d entries after %d different keys were set", n, goroutines*each)
		}
	})
}

func full() *Cache {
	c := NewCache()
	for g := range goroutines {
		for i := range each {
			c.Set(key(g, i), i)
		}
	}
	return c
}

func key(g, i int) string { return strconv.Itoa(g*each + i) }

// together runs f in n goroutines that start at the same moment, and waits for all of them.
func together(n int, f func(g int)) {
	start := make(chan struct{})
	var done sync.WaitGroup
	for g := range n {
		done.Go(func() {
			<-start
			f(g)
		})
	}
	close(start)
	done.Wait()
}
