package exercise_test

import (
	"testing"

	"exercise"
)

func TestCountersAreIndependent(t *testing.T) {
	var counters []*exercise.Counter
	for range 4 {
		// One more counter each time; the i-th gets i+1 calls.
		counters = append(counters, exercise.NewCounter())
		for i, counter := range counters {
			for range i + 1 {
				counter.Inc()
			}
		}
	}
	for i, counter := range counters {
		want := (i + 1) * (len(counters) - i)
		if value := counter.Value(); value != want {
			t.Fatalf("several counters were used in turn, one of them %d times, and its Value returned %d", want, value)
		}
	}
}

// Every goroutine has a counter that no other one knows of.
func TestCountersSideBySide(t *testing.T) {
	observed := make([]fault, goroutines)
	together(goroutines, func(g int) {
		counter := exercise.NewCounter()
		for calls := 1; calls <= each; calls++ {
			counter.Inc()
			if value := counter.Value(); value != calls {
				observed[g].note(calls, value)
			}
		}
	})
	for _, f := range observed {
		if f.seen {
			t.Fatalf("%d goroutines had a counter each; one of them called Inc %d times, and then Value returned %d",
				goroutines, f.before, f.value)
		}
	}
}
