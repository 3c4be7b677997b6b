package exercise_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// pause is more than enough for the steps that have begun, and costs no real time.
func pause() { time.Sleep(time.Minute) }

// Values are on their way when the receiver leaves, from one in the last stage to one in each and more
// waiting. in stays open. A goroutine that is left behind ends the test.
func TestReceiverLeavesAndNothingStays(t *testing.T) {
	for _, l := range lines() {
		for _, given := range []int{1, 2, 3, 50} {
			for _, received := range []int{0, 1} {
				synctest.Test(t, func(t *testing.T) {
					ctx, cancel := context.WithCancel(context.Background())
					out := l.start(ctx, openWith(given))
					if received == 1 {
						wantNext(t, out, l.result(0))
					}
					pause()
					cancel()
					pause()
				})
			}
		}
	}
}

// Neither a value nor the end of in ever comes.
func TestInputIsSilent(t *testing.T) {
	for _, l := range lines() {
		for _, before := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(context.Background())
				if before {
					cancel()
				}
				out := l.start(ctx, make(chan int))
				pause()
				cancel()
				wantEnd(t, l, out, 0, 0)
			})
		}
	}
}

// A step is under way when ctx is done.
func TestDeadlineDuringAStep(t *testing.T) {
	for _, l := range lines() {
		synctest.Test(t, func(t *testing.T) {
			newSteps(t, map[string]time.Duration{"squareOf": time.Second, "sumOf": time.Second, "productOf": time.Second})
			ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
			defer cancel()
			out := l.start(ctx, openWith(1))
			pause()
			wantEnd(t, l, out, 0, 1)
		})
	}
}

// More values are ready than anybody wants, and the receiver stays until the channel is closed. Steps take
// time, so that every goroutine has its turn between two values.
func TestAlwaysAnotherValue(t *testing.T) {
	const all, before, after = 1000, 5, 100
	for _, l := range lines() {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			in := openWith(all)
			out := l.start(ctx, in)
			for v := range before {
				wantNext(t, out, l.result(v))
			}
			left := len(in)
			cancel()
			wantEnd(t, l, out, before, all)
			if taken := left - len(in); taken > after && !t.Failed() {
				t.Errorf("%s took %d values after ctx was done; want no more than a few", l.name, taken)
			}
		})
	}
}

// openWith returns a channel that holds the values 0 … n-1, and is never closed.
func openWith(n int) <-chan int {
	in := make(chan int, n)
	for v := range n {
		in <- v
	}
	return in
}

// wantEnd receives until out is closed, when ctx is done, and gives everything that is under way the time to
// end. Until then results of the values from … to-1 may come, in this order. Some may be missing.
func wantEnd(t *testing.T, l line, out <-chan int, from, to int) {
	t.Helper()
	defer pause()
	for {
		select {
		case got, open := <-out:
			if !open {
				return
			}
			for from < to && l.result(from) != got {
				from++
			}
			if from >= to {
				t.Errorf("%s: after ctx was done came %d, which is no result of a value that was still to come", l.name, got)
				return
			}
			from++
		case <-time.After(time.Minute):
			t.Errorf("%s: ctx was done a minute ago, and the channel of results has not been closed", l.name)
			return
		}
	}
}
