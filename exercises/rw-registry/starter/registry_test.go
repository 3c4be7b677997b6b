package exercise_test

import (
	"maps"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"exercise"
)

func TestOneGoroutine(t *testing.T) {
	other := exercise.NewRegistry()
	for range 2 {
		registry := exercise.NewRegistry()
		wantContent(t, registry, map[string]int{})
		if value, found := registry.Get("a"); value != 0 || found {
			t.Errorf(`Get("a") on an empty registry returned %d, %v; want 0, false`, value, found)
		}
		registry.Set("a", 1)
		registry.Set("b", 2)
		registry.Set("a", 3)
		registry.Set("", 0)
		wantContent(t, registry, map[string]int{"a": 3, "b": 2, "": 0})
		if sum := registry.Add("a", 10); sum != 13 {
			t.Errorf(`Add("a", 10) on 3 returned %d; want 13`, sum)
		}
		if sum := registry.Add("c", -4); sum != -4 {
			t.Errorf(`Add("c", -4) without a value returned %d; want -4`, sum)
		}
		if found := registry.Delete("b"); !found {
			t.Errorf(`Delete("b") returned false, though b was there`)
		}
		if found := registry.Delete("b"); found {
			t.Errorf(`Delete("b") returned true, though b had been deleted before`)
		}
		wantContent(t, registry, map[string]int{"a": 13, "c": -4, "": 0})
		wantContent(t, other, map[string]int{})
	}
}

func TestAddTogether(t *testing.T) {
	const goroutines, each = 8, 300
	registry := exercise.NewRegistry()
	together(goroutines, func(int) {
		for range each {
			registry.Add("total", 1)
		}
	})
	if value, _ := registry.Get("total"); value != goroutines*each {
		t.Errorf("%d goroutines called Add(name, 1) %d times each, and the value is %d; want %d",
			goroutines, each, value, goroutines*each)
	}
}

func TestRangesRunTogether(t *testing.T) {
	const readers = 4
	registry := exercise.NewRegistry()
	registry.Set("only", 1)
	defer ring("a Range waits until the function of another Range has returned; readers must not wait for each other").Stop()
	var inside sync.WaitGroup
	inside.Add(readers)
	calls := make([]int, readers)
	together(readers, func(g int) {
		registry.Range(func(string, int) bool {
			if calls[g]++; calls[g] == 1 {
				inside.Done()
				inside.Wait()
			}
			return true
		})
		if calls[g] == 0 {
			inside.Done()
		}
	})
	for _, n := range calls {
		if n != 1 {
			t.Fatalf("Range called its function %d times for a registry with one name", n)
		}
	}
}

// wantContent compares what all the readers say with want.
func wantContent(t *testing.T, registry *exercise.Registry, want map[string]int) {
	t.Helper()
	if n := registry.Len(); n != len(want) {
		t.Errorf("Len returned %d; want %d", n, len(want))
	}
	got := map[string]int{}
	registry.Range(func(name string, value int) bool {
		if _, twice := got[name]; twice {
			t.Errorf("Range called its function twice for %q", name)
		}
		got[name] = value
		return true
	})
	if !maps.Equal(got, want) {
		t.Errorf("Range showed %v; want %v", got, want)
	}
	for name, value := range want {
		if got, found := registry.Get(name); got != value || !found {
			t.Fatalf("Get(%q) returned %d, %v; want %d, true", name, got, found, value)
		}
	}
}

// together calls f(0) … f(n-1), each in a goroutine of its own, and returns when all of them have
// returned. They wait for each other only before they begin, so that nothing here orders what one does
// before what another one does.
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

// ring ends the program when nobody stops it in time: a test hangs, and this says why, and where each
// goroutine waits. (Without it, go test would wait for ten minutes.)
func ring(why string) *time.Timer {
	return time.AfterFunc(5*time.Second, func() {
		debug.SetTraceback("all")
		panic(why)
	})
}
