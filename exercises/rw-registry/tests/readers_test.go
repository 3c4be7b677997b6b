package exercise_test

import (
	"sync"
	"testing"

	"exercise"
)

// Nobody writes in these tests, so nobody may have to wait. The function of a Range does not return before
// the other readers have: if one of those waits for the Range, all of them wait for ever.

func TestGetDuringRange(t *testing.T) {
	registry := filled(3)
	defer ring("a Get waits until the function of a Range has returned").Stop()
	var got int
	duringRange(registry, func() { got, _ = registry.Get(key(1)) })
	if got != 1 {
		t.Errorf("Get returned %d while a Range was under way; want 1", got)
	}
}

func TestLenDuringRange(t *testing.T) {
	registry := filled(3)
	defer ring("a Len waits until the function of a Range has returned").Stop()
	var got int
	duringRange(registry, func() { got = registry.Len() })
	if got != 3 {
		t.Errorf("Len returned %d while a Range was under way; want 3", got)
	}
}

// duringRange calls Range, and in its function waits until another goroutine has executed read.
func duringRange(registry *exercise.Registry, read func()) {
	registry.Range(func(string, int) bool {
		var done sync.WaitGroup
		done.Go(read)
		done.Wait()
		return false
	})
}

// After each of the two ways out, a writer must get its turn.
func TestRangeEndsEarly(t *testing.T) {
	registry := filled(5)
	calls := 0
	registry.Range(func(string, int) bool {
		calls++
		return calls < 2
	})
	if calls != 2 {
		t.Errorf("the function of a Range returned false in its second call, and was called %d times", calls)
	}
	registry.Set("written", 1)

	func() {
		defer func() {
			if r := recover(); r != "from the function" {
				t.Errorf("the function of a Range panicked, and the caller of Range got %v", r)
			}
		}()
		registry.Range(func(string, int) bool { panic("from the function") })
	}()
	registry.Set("written", 2)
	if value, _ := registry.Get("written"); value != 2 {
		t.Errorf("after a panic in the function of a Range, Set and Get gave %d; want 2", value)
	}
}
