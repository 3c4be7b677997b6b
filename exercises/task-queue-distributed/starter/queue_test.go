package exercise_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

func TestEveryTaskIsAcknowledgedOnce(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(20)
		l.queue(4, takes(time.Second)).start()
		wait(5500 * time.Millisecond)
		l.wantDone(1)
	})
}

// The task takes longer than a lease lasts, and another queue would be glad to have it.
func TestLongTaskIsRunOnce(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		l.queue(1, takes(200*time.Second)).start()
		l.queue(1, takes(200*time.Second)).start()
		wait(201 * time.Second)
		l.wantDone(1)
	})
}

func TestFailedTaskIsRunAgain(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		var calls atomic.Int32
		l.queue(1, func(ctx context.Context, _ exercise.Task) error {
			wait(time.Second)
			if calls.Add(1) < 3 {
				return errors.New("no luck this time")
			}
			return nil
		}).start()
		wait(3500 * time.Millisecond)
		l.wantDone(3)
	})
}

// takes returns a handler that takes d, or until its context ends.
func takes(d time.Duration) func(context.Context, exercise.Task) error {
	return func(ctx context.Context, _ exercise.Task) error { return sleep(ctx, d) }
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// wait lets the clock move on by d. It waits for a channel, and not in time.Sleep, because a goroutine that sleeps
// counts as running when the judge looks for deadlocks.
func wait(d time.Duration) { <-time.After(d) }
