package exercise_test

import (
	"testing"

	"exercise"
)

// Each pair of operations has a test of its own, and the goroutines in it share nothing but the counter:
// every lock, atomic or channel that two of them pass through could hide a race between them.

const (
	goroutines = 8
	each       = 200
	burst      = 6 // calls in one step, so that they overlap even when one goroutine starts a little later
)

// Each call of Inc has another one beside it.
func TestTwoAtTheSameMoment(t *testing.T) {
	const steps = 500
	counter := exercise.NewCounter()
	inStep(steps, func(int) { counter.Inc() })
	if value := counter.Value(); value != 2*steps {
		t.Errorf("two goroutines called Inc at the same moments, %d times each, and then Value returned %d; want %d",
			steps, value, 2*steps)
	}
}

func TestIncAndValue(t *testing.T) {
	counter := exercise.NewCounter()
	observed := make([]fault, goroutines)
	together(goroutines, func(g int) {
		last := 0
		for range each {
			if g%2 == 0 {
				counter.Inc()
			} else if value := counter.Value(); value < last || value > goroutines/2*each {
				observed[g].note(last, value)
			} else {
				last = value
			}
		}
	})
	for _, f := range observed {
		if f.seen {
			t.Fatalf("while %d goroutines called Inc %d times each, Value returned %d to a goroutine that it had returned %d to before",
				goroutines/2, each, f.value, f.before)
		}
	}
}

func TestValueAndValue(t *testing.T) {
	counter := exercise.NewCounter()
	for range each {
		counter.Inc()
	}
	observed := make([]fault, goroutines)
	look := func(g int) {
		if value := counter.Value(); value != each {
			observed[g].note(each, value)
		}
	}
	together(goroutines, func(g int) {
		for range each {
			look(g)
		}
	})
	inStep(each, func(g int) {
		for range burst {
			look(g)
		}
	})
	for _, f := range observed {
		if f.seen {
			t.Fatalf("Inc had been called %d times, then several goroutines called nothing but Value, and it returned %d",
				each, f.value)
		}
	}
}

// fault is the first wrong value that a goroutine came across. Each has one of its own: the methods of
// testing.T take a lock.
type fault struct {
	seen          bool
	before, value int
}

func (f *fault) note(before, value int) {
	if !f.seen {
		*f = fault{true, before, value}
	}
}
