package exercise_test

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestGetReturnsWhatWasSet(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		if value, ok := cache.Get("colour"); ok || value != nil {
			t.Errorf(`Get("colour") on an empty cache returned %v, %v; want nil, false`, value, ok)
		}
		cache.Set("colour", "green", time.Minute)
		wantValue(t, cache, "colour", "green")
		cache.Set("colour", "blue", time.Minute)
		wantValue(t, cache, "colour", "blue")
	})
}

func TestExpiredEntryIsNotReturned(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		cache.Set("short", 1, 2*time.Second)
		cache.Set("long", 2, time.Minute)
		time.Sleep(time.Second)
		wantValue(t, cache, "short", 1)
		time.Sleep(2 * time.Second)
		wantNothing(t, cache, "short")
		wantNothing(t, cache, "short")
		wantValue(t, cache, "long", 2)
	})
}

func TestGetOfExpiredEntriesTogether(t *testing.T) {
	bubble(t, func(t *testing.T) {
		cache := newCache()
		for i := range 100 {
			cache.Set(key(i), i, time.Second)
		}
		time.Sleep(2 * time.Second)
		together(8, func(int) {
			for i := range 100 {
				wantNothing(t, cache, key(i))
			}
		})
	})
}

// bubble runs f in virtual time: time.Sleep returns as soon as every goroutine waits, and the clock
// stands still meanwhile. A cache may keep a goroutine for as long as it lives; synctest calls that a
// deadlock when f has returned, and here it is none.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil && !strings.Contains(fmt.Sprint(r), "main bubble goroutine has exited") {
			panic(r)
		}
	}()
	synctest.Test(t, f)
}

var caches []*exercise.Cache

// newCache keeps every cache reachable: a finalizer would run outside the bubble of its cache.
func newCache() *exercise.Cache {
	cache := exercise.NewCache()
	caches = append(caches, cache)
	return cache
}

// together calls f(0) … f(n-1), each in a goroutine of its own; none starts before all are ready.
func together(n int, f func(i int)) {
	var ready, done sync.WaitGroup
	ready.Add(n)
	start := make(chan struct{})
	for i := range n {
		done.Go(func() {
			ready.Done()
			<-start
			f(i)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}

func key(i int) string { return "key-" + strconv.Itoa(i) }

// wantValue and wantNothing touch t only when they fail, and report the first failure only: the methods
// of t take a lock, and every lock that two goroutines share can hide a race between them.
func wantValue(t *testing.T, cache *exercise.Cache, key string, want interface{}) {
	if value, ok := cache.Get(key); (!ok || value != want) && !t.Failed() {
		t.Helper()
		t.Errorf("Get(%q) returned %v, %v; want %v, true", key, value, ok, want)
	}
}

func wantNothing(t *testing.T, cache *exercise.Cache, key string) {
	if value, ok := cache.Get(key); (ok || value != nil) && !t.Failed() {
		t.Helper()
		t.Errorf("Get(%q) returned %v, %v after the entry had expired; want nil, false", key, value, ok)
	}
}
