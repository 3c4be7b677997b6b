package exercise_test

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"exercise"
)

// A writer sets all names to 1, then all to 2, and so on, always in the same order. At every moment the
// first names have a number, and the others the one before it.
func TestRangeShowsOneMoment(t *testing.T) {
	const names, ranges, rounds = 12, 20, 500
	registry := exercise.NewRegistry()
	for i := range names {
		registry.Set(key(i), 0)
	}
	index := map[string]int{}
	for i := range names {
		index[key(i)] = i
	}
	var over atomic.Bool
	together(2, func(g int) {
		if g == 0 {
			for round := 1; round < rounds && !over.Load(); round++ {
				for i := range names {
					registry.Set(key(i), round)
				}
				runtime.Gosched()
			}
			return
		}
		defer over.Store(true)
		for range ranges {
			values := make([]int, names)
			calls := 0
			registry.Range(func(name string, value int) bool {
				values[index[name]] = value
				calls++
				runtime.Gosched()
				return true
			})
			if calls != names {
				t.Errorf("there were %d names all the time, and Range called its function %d times", names, calls)
				return
			}
			for i := 1; i < names; i++ {
				if values[i] > values[i-1] || values[0]-values[names-1] > 1 {
					t.Errorf("the names were set to 1, 2, 3, … one after the other, and Range showed %v: they never had these values at the same time", values)
					return
				}
			}
		}
	})
}

// Names move: the new one is set before the old one is deleted, so there are never fewer than at the start.
func TestLenIsOfOneMoment(t *testing.T) {
	const movers, rounds = 30, 5
	registry := filled(movers)
	for round := range rounds {
		lengths := make([]int, 4)
		operations := []func(){}
		for i := range lengths {
			operations = append(operations, func() { lengths[i] = registry.Len() })
		}
		for i := range movers {
			from, to := key(round*movers+i), key((round+1)*movers+i)
			operations = append(operations, func() {
				registry.Set(to, i)
				registry.Delete(from)
			})
		}
		// The writer sets a name that may have moved away by then: one more in each round, at most.
		behindRange(registry, func(name string) { registry.Set(name, 1) }, operations)
		for _, n := range lengths {
			if most := 2*movers + rounds; n < movers || n > most {
				t.Fatalf("there were never fewer than %d names and never more than %d, and Len returned %d", movers, most, n)
			}
		}
	}
}

// Every goroutine has a name of its own, and knows what must be there.
func TestOwnChangesAreSeen(t *testing.T) {
	registry := filled(1)
	wrong := make([]string, goroutines)
	together(goroutines, func(g int) {
		name := own(g, 0)
		for i := range 50 {
			registry.Set(name, i)
			if value, _ := registry.Get(name); value != i {
				wrong[g] = fmt.Sprintf("a goroutine called Set(name, %d) and then Get, which returned %d", i, value)
			}
			registry.Add(name, 1)
			if value, _ := registry.Get(name); value != i+1 {
				wrong[g] = fmt.Sprintf("a goroutine called Add(name, 1) on %d and then Get, which returned %d", i, value)
			}
			registry.Delete(name)
			if value, found := registry.Get(name); found {
				wrong[g] = fmt.Sprintf("a goroutine called Delete and then Get, which returned %d, true", value)
			}
		}
	})
	for _, message := range wrong {
		if message != "" {
			t.Fatalf("%s; nobody else used that name", message)
		}
	}
}

// Calls of Add that wait for the same thing and go on at the same time.
func TestAddsThatHadToWait(t *testing.T) {
	const adders, rounds = 8, 5
	registry := filled(1)
	seen := map[int]bool{}
	for range rounds {
		sums := make([]int, adders)
		operations := make([]func(), adders)
		for i := range adders {
			operations[i] = func() { sums[i] = registry.Add("total", 1) }
		}
		behindRange(registry, func(string) { registry.Set("other", 1) }, operations)
		for _, sum := range sums {
			if seen[sum] {
				t.Fatalf("several goroutines called Add(name, 1) at the same time, and two of them got %d", sum)
			}
			seen[sum] = true
		}
	}
	if value, _ := registry.Get("total"); value != adders*rounds {
		t.Errorf("Add(name, 1) was called %d times, and the value is %d", adders*rounds, value)
	}
}

func TestOnlyOneDeletes(t *testing.T) {
	const deleters, rounds = 8, 5
	registry := filled(1)
	for range rounds {
		registry.Set("doomed", 1)
		var deleted atomic.Int32
		operations := make([]func(), deleters)
		for i := range deleters {
			operations[i] = func() {
				if registry.Delete("doomed") {
					deleted.Add(1)
				}
			}
		}
		behindRange(registry, func(string) { registry.Set("other", 1) }, operations)
		if n := deleted.Load(); n != 1 {
			t.Fatalf("several goroutines deleted the same name at the same time, and %d of them got true; want 1", n)
		}
	}
}

// A writer comes between two calls of a Range's function, and later in the middle of other readers.
func TestWriterComesDuringReading(t *testing.T) {
	registry := filled(10)
	defer ring("a reader hangs since a writer has come; does it ask for its lock a second time?").Stop()
	var done sync.WaitGroup
	calls := 0
	registry.Range(func(string, int) bool {
		if calls++; calls == 5 {
			done.Go(func() { registry.Set(key(0), 0) })
			yield()
		}
		return true
	})
	done.Wait()
	if calls != 10 {
		t.Errorf("Range called its function %d times for 10 names", calls)
	}

	var operations []func()
	for i := range 4 {
		operations = append(operations,
			func() { registry.Get(key(i)) },
			func() { registry.Len() },
			func() { registry.Set(key(i), i) })
	}
	behindRange(registry, func(string) { registry.Set(key(0), 0) }, operations)
}

// behindRange starts operations while a Range is under way and a writer has come, and returns when all are
// over. Those that must wait for the Range or the writer do so side by side, and go on side by side. The
// writer is told the name that Range has shown first.
func behindRange(registry *exercise.Registry, write func(name string), operations []func()) {
	var done sync.WaitGroup
	first := true
	registry.Range(func(name string, _ int) bool {
		if first {
			first = false
			done.Go(func() { write(name) })
			yield()
			for _, operation := range operations {
				done.Go(operation)
			}
			yield()
		}
		return true
	})
	done.Wait()
}

// yield gives others a chance to get as far as they can without the caller. It is no wait: nothing depends
// on how far they get.
func yield() {
	for range 20 {
		runtime.Gosched()
	}
}
