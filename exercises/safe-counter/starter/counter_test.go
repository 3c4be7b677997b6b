package exercise_test

import (
	"sync"
	"testing"

	"exercise"
)

func TestCountsFromZero(t *testing.T) {
	counter := exercise.NewCounter()
	for calls := range 300 {
		for range 2 {
			if value := counter.Value(); value != calls {
				t.Fatalf("after %d calls of Inc Value returned %d", calls, value)
			}
		}
		counter.Inc()
	}
}

func TestIncTogether(t *testing.T) {
	const goroutines, each = 8, 500
	counter := exercise.NewCounter()
	together(goroutines, func(int) {
		for range each {
			counter.Inc()
		}
	})
	if value := counter.Value(); value != goroutines*each {
		t.Errorf("%d goroutines called Inc %d times each, and then Value returned %d; want %d",
			goroutines, each, value, goroutines*each)
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
