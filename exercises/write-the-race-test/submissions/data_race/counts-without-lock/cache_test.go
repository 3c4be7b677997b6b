package exercise

import (
	"strconv"
	"sync"
	"testing"
)

// The race is in the test: hits belongs to all goroutines.
func TestCache(t *testing.T) {
	c := NewCache()
	for i := range 100 {
		c.Set(strconv.Itoa(i), i)
	}
	hits := 0
	start := make(chan struct{})
	var done sync.WaitGroup
	for range 8 {
		done.Go(func() {
			<-start
			for i := range 100 {
				if _, ok := c.Get(strconv.Itoa(i)); ok {
					hits++
				}
			}
		})
	}
	close(start)
	done.Wait()
	if hits != 800 {
		t.Errorf("%d hits", hits)
	}
}
