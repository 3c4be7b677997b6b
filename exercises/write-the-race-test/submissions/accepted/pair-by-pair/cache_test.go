package exercise

import (
	"fmt"
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	for range 10 {
		race(fill(), func(c *Cache, i int) { c.Set(name(i), 1) }, func(c *Cache, i int) { c.Set(name(i), 2) })
		race(fill(), func(c *Cache, i int) { c.Get(name(i)) }, func(c *Cache, i int) { c.Get(name(i)) })
		race(fill(), func(c *Cache, i int) { c.Get(name(i)) }, func(c *Cache, i int) { c.Set(name(i), 3) })
		race(fill(), func(c *Cache, i int) { c.Len() }, func(c *Cache, i int) { c.Set(name(100+i), 4) })
		race(fill(), func(c *Cache, i int) { c.Delete(name(i)) }, func(c *Cache, i int) { c.Delete(name(i)) })
		race(fill(), func(c *Cache, i int) { c.Snapshot()["other"] = 5 }, func(c *Cache, i int) { c.Snapshot()["other"] = 6 })
	}
	for range 20 {
		updatesAreWhole(t)
		entriesStay(t)
	}
}

// race runs both functions at once, each for every one of the entries.
func race(c *Cache, f, g func(c *Cache, i int)) {
	var ready, done sync.WaitGroup
	ready.Add(2)
	for _, h := range []func(*Cache, int){f, g} {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			for i := range 50 {
				h(c, i)
			}
		})
	}
	done.Wait()
}

func updatesAreWhole(t *testing.T) {
	c := NewCache()
	var done sync.WaitGroup
	for range 10 {
		done.Go(func() {
			for range 20 {
				c.Update("n", func(n int) int { return n + 1 })
			}
		})
	}
	done.Wait()
	if n, ok := c.Get("n"); !ok || n != 200 {
		t.Fatalf("200 updates by one gave %d", n)
	}
}

func entriesStay(t *testing.T) {
	c := NewCache()
	var done sync.WaitGroup
	for w := range 10 {
		done.Go(func() {
			for i := range 10 {
				c.Set(name(10*w+i), i)
			}
		})
	}
	done.Wait()
	for i := range 100 {
		if got, ok := c.Get(name(i)); !ok || got != i%10 {
			t.Fatalf("%s is %d, %v after it was set to %d", name(i), got, ok, i%10)
		}
	}
}

func fill() *Cache {
	c := NewCache()
	for i := range 50 {
		c.Set(name(i), i)
	}
	return c
}

func name(i int) string { return fmt.Sprintf("entry %d", i) }
