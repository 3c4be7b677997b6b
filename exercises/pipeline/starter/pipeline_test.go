package exercise_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// All of these run in virtual time: time.Sleep returns as soon as every goroutine waits. When a test has
// returned and a goroutine is still blocked, synctest panics: that goroutine would be a leak.

func TestResultsInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := exercise.RacewayPipeline(context.Background(), closedWith(1, 2, 3, 4, 5), 10, 2)
		wantResults(t, out, 22, 28, 38, 52, 70)
	})
}

func TestStagesWorkAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		out := exercise.RacewayPipeline(context.Background(), closedWith(1, 2, 3, 4, 5, 6, 7, 8), 0, 1)
		wantResults(t, out, 1, 4, 9, 16, 25, 36, 49, 64)
		if took := time.Since(start); took != 100*time.Millisecond {
			t.Errorf("8 values took %v, with 3 steps of 10ms each; want 100ms, as a stage goes on with the next value at once", took)
		}
	})
}

// The receiver has seen enough after two results, cancels, and never comes back.
func TestReceiverLeavesEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		in := make(chan int)
		go func() {
			for v := range 1000 {
				select {
				case in <- v + 1:
				case <-ctx.Done():
					return
				}
			}
			close(in)
		}()
		out := exercise.RacewayPipeline(ctx, in, 10, 2)
		wantNext(t, out, 22)
		wantNext(t, out, 28)
		cancel()
		time.Sleep(time.Minute) // more than enough for a step that has begun
	})
}

// closedWith returns a closed channel that holds the values.
func closedWith(values ...int) <-chan int {
	in := make(chan int, len(values))
	for _, v := range values {
		in <- v
	}
	close(in)
	return in
}

// wantNext receives one result, and waits a minute for it, which costs no real time.
func wantNext(t *testing.T, out <-chan int, want int) {
	t.Helper()
	select {
	case got, open := <-out:
		if !t.Failed() && (!open || got != want) {
			t.Errorf("received %d, %v from the channel of results; want %d, true", got, open, want)
		}
	case <-time.After(time.Minute):
		if !t.Failed() {
			t.Errorf("no result came from the channel of results; want %d", want)
		}
	}
}

// wantResults receives until out is closed. It reports the first fault only.
func wantResults(t *testing.T, out <-chan int, want ...int) {
	t.Helper()
	received := 0
	for got := range out {
		switch {
		case received > 2*len(want)+10:
			t.Fatalf("after %d results of %d values the channel was still open, and more came", received, len(want))
		case t.Failed():
		case received >= len(want):
			t.Errorf("%d values gave more than %d results", len(want), received)
		case got != want[received]:
			t.Errorf("result number %d is %d; want %d", received+1, got, want[received])
		}
		received++
	}
	if received < len(want) && !t.Failed() {
		t.Errorf("%d values gave only %d results, and the channel was closed", len(want), received)
	}
}
