package exercise_test

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"
)

// One goroutine sets the entries anew, one after the other, while one or three ask for the same entries,
// which have expired.
func TestSetDuringRemovalIsKept(t *testing.T) {
	const rounds, keys = 40, 50
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for round := range rounds {
			for i := range keys {
				cache.Set(key(i), "old", 100*time.Millisecond)
			}
			time.Sleep(200 * time.Millisecond)
			getters := 1 + round%2*2
			steps := newSteps(keys, 1+getters)
			together(1+getters, func(g int) {
				for i := range keys {
					name := key(i)
					steps.meet(i)
					if g == 0 {
						steps.delay(i, i%16)
						cache.Set(name, "new", time.Minute)
					} else if value, ok := cache.Get(name); ok && value != "new" && !t.Failed() {
						t.Errorf("Get(%q) returned %v after the entry had expired", name, value)
					}
				}
			})
			for i := range keys {
				if value, ok := cache.Get(key(i)); (!ok || value != "new") && !t.Failed() {
					t.Errorf("a Set was lost: it ran while Get found the old entry of the same key expired, "+
						"and afterwards Get returned %v, %v", value, ok)
				}
			}
		}
	})
}

// steps keeps goroutines in step without putting them to sleep: waking takes longer than a whole Get.
type steps struct {
	members int32
	arrived []atomic.Int32
}

func newSteps(n, members int) *steps {
	return &steps{int32(members), make([]atomic.Int32, n)}
}

// meet waits for the others to come to step i as well. It gives up after a while, because one of them may
// have lost its processor, and waiting would only keep the processor of this one busy.
func (s *steps) meet(i int) {
	s.arrived[i].Add(1)
	for spin := 1; spin < 1000 && s.arrived[i].Load() < s.members; spin++ {
		if spin%64 == 0 {
			runtime.Gosched()
		}
	}
}

// delay takes n times some nanoseconds.
func (s *steps) delay(i, n int) {
	for range n {
		s.arrived[i].Load()
	}
}

// Goroutines wake at the very moment when the entries expire, and so do a cache's own timers.
func TestSetAtTheMomentOfExpiryIsKept(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for i := range goroutines * each {
			cache.Set(key(i), "old", time.Second)
		}
		together(goroutines, func(g int) {
			time.Sleep(time.Second)
			for i := range each {
				if g%2 == 0 {
					cache.Set(key(g*each+i), "new", time.Minute)
				} else {
					cache.Get(key(g*each + i))
				}
			}
		})
		time.Sleep(time.Second)
		for i := range goroutines * each {
			if i/each%2 == 0 {
				wantValue(t, cache, key(i), "new")
			} else {
				wantNothing(t, cache, key(i))
			}
		}
	})
}
