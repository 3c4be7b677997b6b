package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"exercise"
)

func TestNumberOfTries(t *testing.T) {
	for tries := 1; tries <= 6; tries++ {
		plan := exercise.Plan{Tries: tries, PerTry: time.Hour}
		bubble(t, func(t *testing.T) {
			c := newCallee(fails(0))
			wantError(t, retry(context.Background(), plan, c.call), exercise.ErrGaveUp, 0)
			c.wantCallsAt(t, make([]time.Duration, tries)...)
		})
		for failures := range tries {
			bubble(t, func(t *testing.T) {
				value := newValue()
				c := newCallee(append(slices.Repeat([]step{fails(0)}, failures), succeeds(0, value), fails(0))...)
				wantValue(t, retry(context.Background(), plan, c.call), value, 0)
				c.wantCallsAt(t, make([]time.Duration, failures+1)...)
			})
		}
		if t.Failed() {
			t.Logf("the plan was to try %d times, without a pause; no call took any time", tries)
			return
		}
	}
}

// No try takes longer than it may. All of them together do.
func TestEachTryHasItsFullTime(t *testing.T) {
	bubble(t, func(t *testing.T) {
		value := newValue()
		slow := fails(1900 * time.Millisecond)
		c := newCallee(slow, slow, slow, succeeds(1900*time.Millisecond, value))
		got := retry(context.Background(), exercise.Plan{Tries: 4, PerTry: 2 * time.Second, Pause: 5 * time.Second}, c.call)
		wantValue(t, got, value, 22600*time.Millisecond)
		c.wantCallsAt(t, 0, 6900*time.Millisecond, 13800*time.Millisecond, 20700*time.Millisecond)
	})
}

func TestAllTriesTakeTooLong(t *testing.T) {
	for _, stubborn := range []bool{false, true} {
		bubble(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
			defer cancel()
			c := newCallee(step{work: 10 * time.Hour, value: "too late", stubborn: stubborn})
			got := retry(ctx, exercise.Plan{Tries: 3, PerTry: 2 * time.Second, Pause: time.Second}, c.call)
			wantError(t, got, exercise.ErrGaveUp, 8*time.Second)
			wantError(t, got, context.DeadlineExceeded, 8*time.Second)
			c.wantCallsAt(t, 0, 3*time.Second, 6*time.Second)
		})
	}
}

type statusError struct{ status int }

func (e *statusError) Error() string { return fmt.Sprint("status ", e.status) }

// Callees have clocks and contexts of their own. Nothing is the matter with the caller's.
func TestCalleesOwnTimeOuts(t *testing.T) {
	for _, own := range []error{
		context.DeadlineExceeded,
		fmt.Errorf("name server: %w", context.DeadlineExceeded),
		context.Canceled,
		errors.Join(&statusError{499}, context.Canceled),
	} {
		for _, parent := range []time.Duration{0, time.Hour} {
			run := func(steps ...step) (outcome, *callee) {
				ctx, cancel := context.WithCancel(context.Background())
				if parent > 0 {
					ctx, cancel = context.WithTimeout(context.Background(), parent)
				}
				defer cancel()
				c := newCallee(steps...)
				return retry(ctx, exercise.Plan{Tries: 3, PerTry: time.Minute, Pause: time.Second}, c.call), c
			}
			failing := step{work: time.Second, err: own}
			bubble(t, func(t *testing.T) {
				value := newValue()
				got, c := run(failing, failing, succeeds(time.Second, value))
				wantValue(t, got, value, 5*time.Second)
				c.wantCallsAt(t, 0, 2*time.Second, 4*time.Second)
			})
			bubble(t, func(t *testing.T) {
				got, c := run(failing)
				wantError(t, got, exercise.ErrGaveUp, 5*time.Second)
				wantError(t, got, own, 5*time.Second)
				c.wantCallsAt(t, 0, 2*time.Second, 4*time.Second)
			})
		}
		if t.Failed() {
			t.Logf("the calls had failed with %q, and the caller's context was not done", own)
			return
		}
	}
}

func TestErrorOfTheLastTryIsWrapped(t *testing.T) {
	first, last := errors.New("first failure"), &statusError{503}
	steps := []step{{err: first}, {work: time.Second, err: fmt.Errorf("backend: %w", last)}}
	check := func(t *testing.T, got outcome, took time.Duration) {
		t.Helper()
		wantError(t, got, last, took)
		if found := (*statusError)(nil); (!errors.As(got.err, &found) || found.status != 503) && !t.Failed() {
			t.Errorf("CallWithRetry returned the error %v; want one in which errors.As finds the error of the last try", got.err)
		}
	}
	bubble(t, func(t *testing.T) {
		got := retry(context.Background(), exercise.Plan{Tries: 2, PerTry: time.Minute, Pause: time.Second}, newCallee(steps...).call)
		wantError(t, got, exercise.ErrGaveUp, 2*time.Second)
		check(t, got, 2*time.Second)
	})
	bubble(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), 2500*time.Millisecond)
		defer cancel()
		got := retry(ctx, exercise.Plan{Tries: 9, PerTry: time.Minute, Pause: time.Second}, newCallee(steps...).call)
		wantEnded(t, got, context.DeadlineExceeded, 2500*time.Millisecond)
		check(t, got, 2500*time.Millisecond)
	})
}
