package exercise_test

import (
	"sync/atomic"
	"testing"

	"exercise"
)

// Here goroutines do know of each other what has happened, and Value must know it, too.

// Whoever looks after an Inc of his own finds more than before it.
func TestOwnIncIsSeen(t *testing.T) {
	counter := exercise.NewCounter()
	observed := make([]fault, goroutines)
	incAndLook := func(g int) {
		before := counter.Value()
		counter.Inc()
		if value := counter.Value(); value <= before {
			observed[g].note(before, value)
		}
	}
	together(goroutines, func(g int) {
		for range each {
			incAndLook(g)
		}
	})
	inStep(each, func(g int) {
		for range burst / 2 {
			incAndLook(g)
		}
	})
	for _, f := range observed {
		if f.seen {
			t.Fatalf("a goroutine called Value, Inc and Value, and they returned %d and %d", f.before, f.value)
		}
	}
}

// One goroutine of a pair calls Inc and tells the other one, which calls Value.
func TestIncIsSeenByOthers(t *testing.T) {
	const pairs, turns = 3, 100
	counter := exercise.NewCounter()
	told := make([]chan int, pairs)
	for i := range told {
		told[i] = make(chan int)
	}
	observed := make([]fault, pairs)
	together(2*pairs, func(g int) {
		pair := g / 2
		if g%2 == 0 {
			for calls := 1; calls <= turns; calls++ {
				counter.Inc()
				told[pair] <- calls
			}
			return
		}
		for range turns {
			calls := <-told[pair]
			if value := counter.Value(); value < calls {
				observed[pair].note(calls, value)
			}
		}
	})
	for _, f := range observed {
		if f.seen {
			t.Fatalf("a goroutine had called Inc %d times and said so to another one; there, Value returned %d", f.before, f.value)
		}
	}
}

// What Value has returned to one goroutine is the least that it may return to any other one later.
func TestNeverGoesBackwards(t *testing.T) {
	counter := exercise.NewCounter()
	var highest atomic.Int64
	observed := make([]fault, goroutines)
	incOrLook := func(g int) {
		if g%2 == 0 {
			counter.Inc()
			return
		}
		before := highest.Load()
		value := int64(counter.Value())
		if value < before {
			observed[g].note(int(before), int(value))
		}
		for before < value && !highest.CompareAndSwap(before, value) {
			before = highest.Load()
		}
	}
	together(goroutines, func(g int) {
		for range each {
			incOrLook(g)
		}
	})
	inStep(each, func(g int) {
		for range burst {
			incOrLook(g)
		}
	})
	for _, f := range observed {
		if f.seen {
			t.Fatalf("Value returned %d, and a call that began afterwards returned %d", f.before, f.value)
		}
	}
}

// Value counts every Inc that has returned, and none that has not begun.
func TestValueCountsWhatWasCalled(t *testing.T) {
	counter := exercise.NewCounter()
	var begun, returned atomic.Int64
	type wrong struct{ least, value, most int64 }
	observed := make([]wrong, goroutines)
	incOrLook := func(g int) {
		if g%2 == 0 {
			begun.Add(1)
			counter.Inc()
			returned.Add(1)
			return
		}
		least := returned.Load()
		value := int64(counter.Value())
		if most := begun.Load(); value < least || value > most {
			observed[g] = wrong{least, value, most}
		}
	}
	together(goroutines, func(g int) {
		for range each {
			incOrLook(g)
		}
	})
	inStep(each, func(g int) {
		for range burst {
			incOrLook(g)
		}
	})
	for _, o := range observed {
		switch {
		case o.value < o.least:
			t.Fatalf("Value returned %d, though %d calls of Inc had returned before it began", o.value, o.least)
		case o.value > o.most:
			t.Fatalf("Value returned %d, though only %d calls of Inc had begun by then", o.value, o.most)
		}
	}
}
