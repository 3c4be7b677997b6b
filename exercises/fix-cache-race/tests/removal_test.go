package exercise_test

import (
	"testing"
	"time"

	"exercise"
)

// Several goroutines ask for an entry that has expired while one of them sets it anew.
func TestSetDuringRemovalIsKept(t *testing.T) {
	const rounds, keys = 10, 40
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for range rounds {
			for i := range keys {
				cache.Set(key(i), "old", time.Second)
			}
			time.Sleep(2 * time.Second)
			for i := range keys {
				getWhileOneSets(t, cache, key(i))
				if value, ok := cache.Get(key(i)); !ok || value != "new" {
					t.Fatalf("a Set was lost: it ran while Get found the old entry of the same key expired, "+
						"and afterwards Get returned %v, %v", value, ok)
				}
			}
		}
	})
}

func getWhileOneSets(t *testing.T, cache *exercise.Cache, key string) {
	together(5, func(g int) {
		if g == 2 {
			cache.Set(key, "new", time.Minute)
		} else if value, ok := cache.Get(key); ok && value != "new" && !t.Failed() {
			t.Errorf("Get(%q) returned %v after the entry had expired", key, value)
		}
	})
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
