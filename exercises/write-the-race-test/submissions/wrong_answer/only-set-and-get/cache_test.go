package exercise

import (
	"strconv"
	"sync"
	"testing"
)

func TestCache(t *testing.T) {
	c := NewCache()
	var done sync.WaitGroup
	for g := range 8 {
		done.Go(func() {
			for i := range 100 {
				if g%2 == 0 {
					c.Set(strconv.Itoa(i), i)
				} else {
					c.Get(strconv.Itoa(i))
				}
			}
		})
	}
	done.Wait()
}
