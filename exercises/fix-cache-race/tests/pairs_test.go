package exercise_test

import (
	"runtime"
	"testing"
	"time"
)

// Each pair of operations has a test of its own: any lock that a third operation takes between two
// accesses orders them, and the race detector then has nothing to see. For the same reason these loops
// share nothing but the cache.

const (
	goroutines = 8
	each       = 20
)

func TestGetAndGet(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for i := range each {
			cache.Set(key(i), i, time.Minute)
		}
		together(goroutines, func(int) {
			for i := range each {
				wantValue(t, cache, key(i), i)
			}
		})
	})
}

// Every goroutine has expired entries of its own, so that its last call, too, is one that may remove.
func TestGetAndGetOfOwnExpiredEntries(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for i := range goroutines * each {
			cache.Set(key(i), i, time.Second)
		}
		time.Sleep(2 * time.Second)
		together(goroutines, func(g int) {
			for i := range each {
				wantNothing(t, cache, key(g*each+i))
			}
		})
	})
}

func TestSetAndSet(t *testing.T) {
	for _, pause := range []func(){func() {}, runtime.Gosched} {
		bubble(t, func(t *testing.T) {
			cache := newCache()
			together(goroutines, func(g int) {
				for i := range each {
					cache.Set(key(g*each+i), i, time.Minute)
					pause()
					cache.Set("shared", i, time.Minute)
				}
			})
			for i := range goroutines * each {
				wantValue(t, cache, key(i), i%each)
			}
			wantValue(t, cache, "shared", each-1)
		})
	}
}

func TestGetAndSet(t *testing.T) {
	for _, pause := range []func(){func() {}, runtime.Gosched} {
		bubble(t, func(t *testing.T) {
			cache := newCache()
			cache.Set("shared", 0, time.Minute)
			cache.Set("untouched", 0, time.Minute)
			together(goroutines, func(g int) {
				for i := range each {
					if g%2 == 0 {
						cache.Set("shared", i, time.Minute)
						pause()
						cache.Set(key(g), i, time.Minute)
					} else {
						wantValue(t, cache, "untouched", 0)
						pause()
						if value, ok := cache.Get("shared"); !ok && !t.Failed() {
							t.Errorf(`Get("shared") returned %v, %v while others set it; want true`, value, ok)
						}
					}
				}
			})
		})
	}
}

func TestGetOfExpiredEntriesAndSet(t *testing.T) {
	for _, pause := range []func(){func() {}, runtime.Gosched} {
		bubble(t, func(t *testing.T) {
			cache := newCache()
			for i := range goroutines * each {
				cache.Set(key(i), "old", time.Second)
			}
			time.Sleep(2 * time.Second)
			together(goroutines, func(g int) {
				for i := range each {
					if g%2 == 0 {
						cache.Set(key(-1-g*each-i), "new", time.Minute)
					} else {
						wantNothing(t, cache, key(g*each+i))
					}
					pause()
				}
			})
			for g := 0; g < goroutines; g += 2 {
				for i := range each {
					wantValue(t, cache, key(-1-g*each-i), "new")
				}
			}
		})
	}
}
