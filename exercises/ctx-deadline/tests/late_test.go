package exercise_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

// The first call does not look at its context, and returns when its try is over: in the pause, or while the second call is under way.
func TestLateAnswersAreDropped(t *testing.T) {
	for _, late := range []step{
		{work: 2500 * time.Millisecond, value: "too late"},
		{work: 2500 * time.Millisecond, err: errBroken},
		{work: 4 * time.Second, value: "too late"},
		{work: 4 * time.Second, err: errBroken},
		{work: time.Hour, value: "too late"},
		{work: time.Hour, err: errBroken},
	} {
		late.stubborn = true
		bubble(t, func(t *testing.T) {
			value := newValue()
			c := newCallee(late, succeeds(1500*time.Millisecond, value))
			got := retry(context.Background(), exercise.Plan{Tries: 2, PerTry: 2 * time.Second, Pause: time.Second}, c.call)
			wantValue(t, got, value, 4500*time.Millisecond)
			c.wantCallsAt(t, 0, 3*time.Second)
		})
		if t.Failed() {
			t.Logf("the first call did not look at its context and returned after %v; its try was over after 2s", late.work)
			return
		}
	}
}

// The calls share nothing and do not look at their contexts, so that nothing but CallWithRetry itself orders them.
// Each one returns while the next one is under way, or when all is over.
func TestLateAnswersDisturbNothing(t *testing.T) {
	for _, err := range []error{nil, errBroken} {
		bubble(t, func(t *testing.T) {
			stubborn := func(context.Context) (string, error) {
				time.Sleep(1500 * time.Millisecond)
				return "too late", err
			}
			plan := exercise.Plan{Tries: 4, PerTry: time.Second}
			wantError(t, retry(context.Background(), plan, stubborn), exercise.ErrGaveUp, 4*time.Second)
			ctx, cancel := context.WithTimeout(context.Background(), 700*time.Millisecond)
			defer cancel()
			wantEnded(t, retry(ctx, plan, stubborn), context.DeadlineExceeded, 700*time.Millisecond)
		})
	}
}

// Each of them has a callee and a context of its own. Some run into their deadline.
func TestSideBySide(t *testing.T) {
	const n = 12
	bubble(t, func(t *testing.T) {
		outcomes, values := make([]outcome, n), make([]string, n)
		var all sync.WaitGroup
		for i := range n {
			values[i] = newValue()
			all.Go(func() {
				ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
				defer cancel()
				var calls atomic.Int32
				outcomes[i] = retry(ctx, exercise.Plan{Tries: 3, PerTry: 5 * time.Second, Pause: time.Second}, func(ctx context.Context) (string, error) {
					if calls.Add(1) == 1 {
						return fails(0).run(ctx)
					}
					if i%3 == 0 {
						return succeeds(time.Hour, "too late").run(ctx)
					}
					return succeeds(time.Second, values[i]).run(ctx)
				})
			})
		}
		all.Wait()
		for i, got := range outcomes {
			if i%3 == 0 {
				wantEnded(t, got, context.DeadlineExceeded, 10*time.Second)
			} else {
				wantValue(t, got, values[i], 2*time.Second)
			}
		}
		if t.Failed() {
			t.Logf("%d goroutines called CallWithRetry at the same time, each with a call and a context of its own", n)
		}
	})
}
