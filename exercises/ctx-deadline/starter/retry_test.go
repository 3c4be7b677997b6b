package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

var errBroken = errors.New("connection broken")

func TestFailedTriesAreRepeated(t *testing.T) {
	bubble(t, func(t *testing.T) {
		value := newValue()
		c := newCallee(fails(200*time.Millisecond), fails(0), succeeds(300*time.Millisecond, value))
		got := retry(context.Background(), exercise.Plan{Tries: 5, PerTry: 10 * time.Second, Pause: time.Second}, c.call)
		wantValue(t, got, value, 2500*time.Millisecond)
		c.wantCallsAt(t, 0, 1200*time.Millisecond, 2200*time.Millisecond)
	})
}

func TestSlowTryIsCutShort(t *testing.T) {
	bubble(t, func(t *testing.T) {
		value := newValue()
		c := newCallee(succeeds(time.Hour, "too late"), succeeds(time.Second, value))
		got := retry(context.Background(), exercise.Plan{Tries: 3, PerTry: 2 * time.Second, Pause: time.Second}, c.call)
		wantValue(t, got, value, 4*time.Second)
		c.wantCallsAt(t, 0, 3*time.Second)
	})
}

func TestDeadlineInAPause(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		c := newCallee(fails(time.Second))
		got := retry(ctx, exercise.Plan{Tries: 5, PerTry: 2 * time.Second, Pause: time.Minute}, c.call)
		wantEnded(t, got, context.DeadlineExceeded, 10*time.Second)
		wantError(t, got, errBroken, 10*time.Second)
		c.wantCallsAt(t, 0)
	})
}

func TestAllTriesFail(t *testing.T) {
	bubble(t, func(t *testing.T) {
		c := newCallee(fails(time.Second))
		got := retry(context.Background(), exercise.Plan{Tries: 3, PerTry: 5 * time.Second, Pause: 10 * time.Second}, c.call)
		wantError(t, got, exercise.ErrGaveUp, 23*time.Second)
		wantError(t, got, errBroken, 23*time.Second)
		c.wantCallsAt(t, 0, 11*time.Second, 22*time.Second)
	})
}

// bubble runs f in virtual time: time.Sleep returns as soon as every goroutine waits. Then it gives every call a
// day to come to its end. When a goroutine is still blocked after that, synctest panics: it is a leak.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f(t)
		time.Sleep(24 * time.Hour)
	})
}

// step is what a callee does in one call: it works for some time, and then returns. Unless it is stubborn, it
// gives up as soon as its context is done.
type step struct {
	work     time.Duration
	value    string
	err      error
	stubborn bool
}

func fails(work time.Duration) step { return step{work: work, err: errBroken} }

func succeeds(work time.Duration, value string) step { return step{work: work, value: value} }

func (s step) run(ctx context.Context) (string, error) {
	done := ctx.Done()
	if s.stubborn {
		done = nil
	}
	select {
	case <-time.After(s.work):
		return s.value, s.err
	case <-done:
		return "", fmt.Errorf("callee stopped: %w", ctx.Err())
	}
}

// callee does one step after the other, and the last one again and again. It notes when it was called.
type callee struct {
	mu    sync.Mutex
	steps []step
	made  time.Time
	calls []time.Duration
}

func newCallee(steps ...step) *callee { return &callee{steps: steps, made: time.Now()} }

func (c *callee) call(ctx context.Context) (string, error) {
	return c.next().run(ctx)
}

func (c *callee) next() step {
	c.mu.Lock()
	defer c.mu.Unlock()
	next := c.steps[min(len(c.calls), len(c.steps)-1)]
	c.calls = append(c.calls, time.Since(c.made))
	return next
}

func (c *callee) wantCallsAt(t *testing.T, want ...time.Duration) {
	t.Helper()
	time.Sleep(12 * time.Hour)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !slices.Equal(c.calls, want) && !t.Failed() {
		t.Errorf("the calls began after %v; want %v", c.calls[:min(len(c.calls), 20)], want)
	}
}

// newValue makes a value that nobody can know beforehand.
func newValue() string { return fmt.Sprint("value ", rand.Int()) }

// outcome is what CallWithRetry returned, and how long it took.
type outcome struct {
	value string
	err   error
	took  time.Duration
}

func retry(ctx context.Context, plan exercise.Plan, call func(context.Context) (string, error)) outcome {
	start := time.Now()
	value, err := exercise.CallWithRetry(ctx, plan, call)
	return outcome{value, err, time.Since(start)}
}

func wantValue(t *testing.T, got outcome, want string, took time.Duration) {
	t.Helper()
	switch {
	case t.Failed():
	case got.err != nil || got.value != want:
		t.Errorf("CallWithRetry returned %q and the error %v after %v; want %q, which a call returned after %v, and no error",
			got.value, got.err, got.took, want, took)
	case got.took != took:
		t.Errorf("CallWithRetry returned its value after %v; want it after %v", got.took, took)
	}
}

// wantError: the outcome is an error that wraps want.
func wantError(t *testing.T, got outcome, want error, took time.Duration) {
	t.Helper()
	switch {
	case t.Failed():
	case !errors.Is(got.err, want) || got.value != "":
		t.Errorf("CallWithRetry returned %q and the error %v after %v; want an empty string and an error that wraps %q, after %v",
			got.value, got.err, got.took, want, took)
	case got.took != took:
		t.Errorf("CallWithRetry returned the error %q after %v; want it after %v", got.err, got.took, took)
	}
}

// wantEnded: it was the caller's context that ended the tries.
func wantEnded(t *testing.T, got outcome, want error, took time.Duration) {
	t.Helper()
	wantError(t, got, want, took)
	if errors.Is(got.err, exercise.ErrGaveUp) && !t.Failed() {
		t.Errorf("the caller's context was done before the tries were used up, and the error wraps ErrGaveUp: %v", got.err)
	}
}
