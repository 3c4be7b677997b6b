package exercise_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

type key struct{}

func TestContextOfATry(t *testing.T) {
	bubble(t, func(t *testing.T) {
		start, value := time.Now(), rand.Int()
		ctx, cancel := context.WithTimeout(context.WithValue(context.Background(), key{}, value), 10*time.Second)
		defer cancel()
		deadlines := make(chan time.Duration, 10)
		strangers := make(chan any, 10)
		c := newCallee(fails(3*time.Second), fails(3*time.Second), fails(time.Second))
		got := retry(ctx, exercise.Plan{Tries: 3, PerTry: 4 * time.Second, Pause: time.Second}, func(ctx context.Context) (string, error) {
			deadline, _ := ctx.Deadline()
			deadlines <- deadline.Sub(start)
			if found := ctx.Value(key{}); found != value {
				strangers <- found
			}
			return c.call(ctx)
		})
		wantError(t, got, exercise.ErrGaveUp, 9*time.Second)
		c.wantCallsAt(t, 0, 4*time.Second, 8*time.Second)
		if len(strangers) > 0 && !t.Failed() {
			t.Errorf("in the context that a call was given the value of the caller's context is %v; want %v", <-strangers, value)
		}
		for i, want := range []time.Duration{4 * time.Second, 8 * time.Second, 10 * time.Second} {
			if t.Failed() {
				return
			}
			if got := <-deadlines; got != want {
				t.Errorf("try %d of 4s began after %v, the caller's deadline was after 10s, and the context of the try had a deadline after %v; want %v",
					i+1, time.Duration(i)*4*time.Second, got, want)
			}
		}
	})
}

// The tries end long before their time is up.
func TestContextIsDoneAfterItsTry(t *testing.T) {
	for failures := range 3 {
		bubble(t, func(t *testing.T) {
			value := newValue()
			c := newCallee(append(slices.Repeat([]step{fails(time.Second)}, failures), succeeds(time.Second, value))...)
			contexts, alive := make(chan context.Context, 10), make(chan time.Duration, 10)
			got := retry(context.Background(), exercise.Plan{Tries: 5, PerTry: time.Hour, Pause: time.Second}, func(ctx context.Context) (string, error) {
				if len(contexts) > 0 && (<-contexts).Err() == nil {
					alive <- time.Since(c.made)
				}
				contexts <- ctx
				return c.call(ctx)
			})
			wantValue(t, got, value, time.Duration(2*failures+1)*time.Second)
			synctest.Wait()
			switch {
			case t.Failed():
			case len(alive) > 0:
				t.Errorf("a try had failed, and its context was not done when the next try began, after %v", <-alive)
			case (<-contexts).Err() == nil:
				t.Errorf("CallWithRetry had returned the value of a try, and the context of that try was not done")
			}
		})
	}
}

func TestDeadlineDuringATry(t *testing.T) {
	for _, c := range []struct {
		plan  exercise.Plan
		steps []step
		calls []time.Duration
	}{
		{exercise.Plan{Tries: 1, PerTry: time.Minute}, nil, []time.Duration{0}},
		{exercise.Plan{Tries: 40, PerTry: time.Minute}, nil, []time.Duration{0}},
		{exercise.Plan{Tries: 2, PerTry: time.Minute, Pause: time.Second}, []step{fails(time.Second)}, []time.Duration{0, 2 * time.Second}},
		{exercise.Plan{Tries: 40, PerTry: time.Minute}, []step{fails(time.Second), fails(0)}, []time.Duration{0, time.Second, time.Second}},
		{exercise.Plan{Tries: 3, PerTry: 2 * time.Second}, nil, []time.Duration{0, 2 * time.Second, 4 * time.Second}},
		{exercise.Plan{Tries: 40, PerTry: 2 * time.Second}, nil, []time.Duration{0, 2 * time.Second, 4 * time.Second}},
	} {
		for round := range 10 {
			bubble(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
				defer cancel()
				callee := newCallee(append(c.steps, step{work: time.Hour, value: "too late", stubborn: round%2 == 1})...)
				got := retry(ctx, c.plan, callee.call)
				wantEnded(t, got, context.DeadlineExceeded, 5*time.Second)
				callee.wantCallsAt(t, c.calls...)
			})
			if t.Failed() {
				t.Logf("the caller's deadline came after 5s, while a call was under way; the plan: %+v", c.plan)
				return
			}
		}
	}
}

func TestCallerCancels(t *testing.T) {
	const soon = 1234567891 * time.Nanosecond
	for _, c := range []struct {
		when string
		step step
	}{
		{"in a pause", fails(time.Second)},
		{"during a try", succeeds(time.Hour, "too late")},
		{"during a try of a call that does not look at its context", step{work: time.Hour, err: errBroken, stubborn: true}},
	} {
		bubble(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(soon, cancel)
			callee := newCallee(c.step)
			got := retry(ctx, exercise.Plan{Tries: 5, PerTry: time.Minute, Pause: 30 * time.Second}, callee.call)
			wantEnded(t, got, context.Canceled, soon)
			callee.wantCallsAt(t, 0)
		})
		if t.Failed() {
			t.Logf("the caller cancelled after %v, %s", soon, c.when)
			return
		}
	}
}

// The call itself cancels the caller's context before it fails.
func TestNoTryAfterTheEnd(t *testing.T) {
	for _, tries := range []int{2, 40} {
		for range 10 {
			bubble(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(context.Background())
				c := newCallee(step{err: errBroken, stubborn: true})
				got := retry(ctx, exercise.Plan{Tries: tries, PerTry: time.Minute}, func(ctx context.Context) (string, error) {
					cancel()
					return c.call(ctx)
				})
				wantEnded(t, got, context.Canceled, 0)
				c.wantCallsAt(t, 0)
			})
		}
	}
}

func TestDoneBeforeTheFirstTry(t *testing.T) {
	for _, c := range []struct {
		limit time.Duration
		want  error
	}{{-time.Second, context.DeadlineExceeded}, {time.Hour, context.Canceled}} {
		bubble(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), c.limit)
			cancel()
			callee := newCallee(succeeds(0, "too late"))
			got := retry(ctx, exercise.Plan{Tries: 3, PerTry: time.Minute, Pause: time.Second}, callee.call)
			wantEnded(t, got, c.want, 0)
			callee.wantCallsAt(t)
		})
	}
}
