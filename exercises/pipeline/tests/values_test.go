package exercise_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// ctx is never done in here, so that nothing but the end of in can end a goroutine.
func TestEachStageAlone(t *testing.T) {
	quickSteps(t)
	for _, l := range lines() {
		for _, n := range []int{0, 1, 20} {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(context.Background())
				_ = cancel
				values := randomValues(n)
				wantResults(t, l.start(ctx, closedWith(values...)), l.results(values)...)
				if t.Failed() {
					t.Logf("this was %s with %d values", l.name, n)
				}
			})
			if t.Failed() {
				return
			}
		}
	}
}

// With time for each step, it shows how many were under way at once.
func TestEachStepOnceAndThreeAtATime(t *testing.T) {
	const n = 8
	for _, c := range []struct {
		takes map[string]time.Duration
		want  time.Duration
	}{
		{map[string]time.Duration{"squareOf": time.Second, "sumOf": time.Second, "productOf": time.Second}, (n + 2) * time.Second},
		{map[string]time.Duration{"squareOf": time.Second, "sumOf": 3 * time.Second, "productOf": time.Second}, (3*n + 2) * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newSteps(t, c.takes)
			values, addend, factor := randomValues(n), rand.IntN(1000), rand.IntN(1000)
			var squares, sums, products []int
			for _, v := range values {
				squares = append(squares, v*v)
				sums = append(sums, v*v+addend)
				products = append(products, (v*v+addend)*factor)
			}
			start := time.Now()
			wantResults(t, exercise.RacewayPipeline(context.Background(), closedWith(values...), addend, factor), products...)
			took := time.Since(start)
			for step, want := range map[string][]int{"squareOf": values, "sumOf": squares, "productOf": sums} {
				switch got, peak := s.noted(step); {
				case t.Failed():
				case !slices.Equal(got, want):
					t.Errorf("%s was called with %v; want %v, each once and in this order", step, got, want)
				case peak != 1:
					t.Errorf("%d calls of %s were under way at once; want 1, as a stage handles one value at a time", peak, step)
				}
			}
			if took != c.want && !t.Failed() {
				t.Errorf("%d values took %v; want %v, when the steps take %v, %v and %v and the stages work at the same time",
					n, took, c.want, c.takes["squareOf"], c.takes["sumOf"], c.takes["productOf"])
			}
		})
	}
}

// Each value is given only when the result of the one before has come back.
func TestResultsComeWhileTheInputIsOpen(t *testing.T) {
	quickSteps(t)
	for _, l := range lines() {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			in := make(chan int)
			out := l.start(ctx, in)
			for _, v := range randomValues(5) {
				in <- v
				wantNext(t, out, l.result(v))
			}
			if t.Failed() {
				t.Logf("this was %s, while in was open", l.name)
			}
			close(in)
			wantResults(t, out)
		})
	}
}

// Nobody receives, so hardly anything may be taken.
func TestNobodyReceivesForAWhile(t *testing.T) {
	const n = 100
	quickSteps(t)
	for _, l := range lines() {
		synctest.Test(t, func(t *testing.T) {
			values := randomValues(n)
			in := closedWith(values...)
			out := l.start(context.Background(), in)
			synctest.Wait()
			if taken := n - len(in); taken > l.holds {
				t.Errorf("%s took %d values while nobody received a result; want no more than %d", l.name, taken, l.holds)
			}
			wantResults(t, out, l.results(values)...)
		})
	}
}

// No channel has a buffer.
func TestManyValues(t *testing.T) {
	quickSteps(t)
	for _, l := range lines() {
		synctest.Test(t, func(t *testing.T) {
			values := randomValues(300)
			in := make(chan int)
			go func() {
				defer close(in)
				for _, v := range values {
					in <- v
				}
			}()
			wantResults(t, l.start(context.Background(), in), l.results(values)...)
		})
	}
}

// Pipelines run side by side, and one of them is cancelled.
func TestSeveralPipelinesAtOnce(t *testing.T) {
	const pipelines, n = 4, 50
	quickSteps(t)
	synctest.Test(t, func(t *testing.T) {
		var all sync.WaitGroup
		for i := range pipelines {
			all.Go(func() {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				values := randomValues(n)
				out := exercise.RacewayPipeline(ctx, closedWith(values...), i, i+1)
				if i == 0 {
					<-out
					return
				}
				received := 0
				for got := range out {
					if received < n && got != (values[received]*values[received]+i)*(i+1) && !t.Failed() {
						t.Errorf("result number %d of one of %d pipelines is wrong", received+1, pipelines)
					}
					if received++; received > n {
						break
					}
				}
				if received != n && !t.Failed() {
					t.Errorf("%d values gave %d results or more while another pipeline was cancelled; want %d", n, received, n)
				}
			})
		}
		all.Wait()
	})
}

func randomValues(n int) []int {
	values := make([]int, n)
	for i := range values {
		values[i] = rand.IntN(20001) - 10000
	}
	return values
}
