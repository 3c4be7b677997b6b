package exercise_test

import (
	"testing"
	"time"
)

func TestLifetimeIsExact(t *testing.T) {
	for _, ttl := range []time.Duration{10 * time.Millisecond, 700 * time.Millisecond, 5 * time.Second} {
		bubble(t, func(t *testing.T) {
			cache := newCache()
			cache.Set("entry", ttl, ttl)
			time.Sleep(ttl * 9 / 10)
			wantValue(t, cache, "entry", ttl)
			time.Sleep(ttl * 2 / 10)
			wantNothing(t, cache, "entry")
		})
	}
}

func TestSetStartsANewLifetime(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for _, name := range []string{"longer", "shorter", "revived"} {
			cache.Set(name, "old", 2*time.Second)
		}
		time.Sleep(time.Second)
		cache.Set("longer", "new", 3*time.Second)
		cache.Set("shorter", "new", 500*time.Millisecond)
		time.Sleep(750 * time.Millisecond) // 1.75 s
		wantNothing(t, cache, "shorter")
		time.Sleep(time.Second) // 2.75 s
		wantValue(t, cache, "longer", "new")
		cache.Set("revived", "new", 2*time.Second)
		time.Sleep(1500 * time.Millisecond) // 4.25 s
		wantNothing(t, cache, "longer")
		wantValue(t, cache, "revived", "new")
	})
}

func TestAnyValueCanBeKept(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for range 2 {
			cache.Set("slice", []int{1, 2, 3}, time.Second)
			cache.Set("map", map[string]int{"a": 1}, time.Second)
			cache.Set("nil", nil, time.Second)
			cache.Set("", "empty key", time.Second)

			if value, ok := cache.Get("slice"); !ok || len(value.([]int)) != 3 {
				t.Errorf("a slice came back as %v, %v", value, ok)
			}
			if value, ok := cache.Get("map"); !ok || value.(map[string]int)["a"] != 1 {
				t.Errorf("a map came back as %v, %v", value, ok)
			}
			wantValue(t, cache, "nil", nil)
			wantValue(t, cache, "", "empty key")

			time.Sleep(2 * time.Second)
			for _, key := range []string{"slice", "map", "nil", ""} {
				wantNothing(t, cache, key)
			}
		}
	})
}

func TestCachesAreIndependent(t *testing.T) {
	bubble(t, func(t *testing.T) {
		first, second := newCache(), newCache()
		first.Set("entry", 1, time.Second)
		wantNothing(t, second, "entry")
		second.Set("entry", 2, time.Minute)
		wantValue(t, first, "entry", 1)
		time.Sleep(2 * time.Second)
		wantNothing(t, first, "entry")
		wantValue(t, second, "entry", 2)
	})
}
