package exercise

import (
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
)

// TestCache lets goroutines do what they like, each with keys that are its own, and compares the end with a map
// that nobody shares. Then readers run by themselves, for a reader that writes is only seen beside readers.
func TestCache(t *testing.T) {
	for round := range 20 {
		c := NewCache()
		const workers = 6
		var done sync.WaitGroup
		expected := make([]map[string]int, workers)
		for w := range workers {
			expected[w] = map[string]int{}
			done.Add(1)
			go func() {
				defer done.Done()
				work(c, w, round, expected[w])
			}()
		}
		done.Wait()
		all := c.Snapshot()
		total := 0
		for _, own := range expected {
			for key, want := range own {
				if got, ok := all[key]; !ok || got != want {
					t.Fatalf("%s is %d (%v) in the end; want %d", key, got, ok, want)
				}
			}
			total += len(own)
		}
		if len(all) != total+1 || c.Len() != total+1 {
			t.Fatalf("there are %d entries, and Len says %d; want %d", len(all), c.Len(), total+1)
		}
		if got := all["shared"]; got != workers*50 {
			t.Fatalf("the shared counter is %d after %d updates by one", got, workers*50)
		}
	}
	c := NewCache()
	for i := range 50 {
		c.Set(strconv.Itoa(i), i)
	}
	readOnly(c)
	deleteOnly(c)
}

// work calls one method at a time in bursts: a burst of one kind meets bursts of another.
func work(c *Cache, w, round int, own map[string]int) {
	random := rand.New(rand.NewPCG(uint64(w), uint64(round)))
	for range 50 {
		c.Update("shared", func(n int) int { return n + 1 })
	}
	for range 12 {
		kind := random.IntN(5)
		for i := range 20 {
			key := strconv.Itoa(w) + "/" + strconv.Itoa(i)
			switch kind {
			case 0:
				c.Set(key, i)
				own[key] = i
			case 1:
				c.Delete(key)
				delete(own, key)
			case 2:
				c.Get(key)
			case 3:
				c.Len()
			case 4:
				snapshot := c.Snapshot()
				snapshot[key]--
			}
		}
	}
}

func readOnly(c *Cache) {
	var done sync.WaitGroup
	for range 4 {
		done.Add(1)
		go func() {
			defer done.Done()
			for i := range 50 {
				c.Get(strconv.Itoa(i))
			}
		}()
	}
	done.Wait()
}

func deleteOnly(c *Cache) {
	var done sync.WaitGroup
	for w := range 4 {
		done.Add(1)
		go func() {
			defer done.Done()
			for i := w; i < 50; i += 4 {
				c.Delete(strconv.Itoa(i))
			}
		}()
	}
	done.Wait()
}
