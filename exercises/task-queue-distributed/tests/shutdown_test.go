package exercise_test

import (
	"context"
	"testing"
	"time"

	"exercise"
)

// The handlers return an error when their contexts end, and another queue takes the tasks over.
func TestShutdownHandsTasksBack(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(5)
		first := l.queue(3, takes(time.Hour)).start()
		wait(7 * time.Second)
		if took := first.stop(); took >= time.Second {
			l.report(nil, "%s: Run returned %v after its context had ended, although the handlers had returned", first.name, took)
		}
		l.queue(5, takes(time.Second)).start()
		wait(1500 * time.Millisecond)
		l.wantDone(0)
	})
	// Nack does not reach the broker at once.
	withLedger(t, func(l *ledger) {
		l.push(3)
		first := l.queue(3, takes(time.Hour))
		first.interfere = l.outage(6*time.Second, 9200*time.Millisecond, "Nack")
		first.start()
		wait(7 * time.Second)
		first.stop()
		l.queue(3, takes(time.Second)).start()
		wait(1500 * time.Millisecond)
		l.wantDone(0)
	})
}

// The handler needs much longer than a lease lasts to come to its end, and then it has done its work.
func TestShutdownWaitsForTheHandler(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		first := l.queue(1, func(ctx context.Context, _ exercise.Task) error {
			<-ctx.Done()
			wait(200 * time.Second)
			return nil
		}).start()
		second := l.queue(1, takes(time.Second)).start()
		wait(7 * time.Second)
		first.stop()
		l.wantDone(1)
		second.stop()
	})
}

// The answer to Lease is on its way when the context ends.
func TestLeaseComesDuringShutdown(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(2)
		first := l.queue(3, takes(time.Hour))
		first.latency = 2 * time.Second
		first.start()
		wait(time.Second)
		first.stop()
		l.queue(2, takes(time.Second)).start()
		wait(1500 * time.Millisecond)
		l.wantDone(0)
	})
}

func TestShutdownOfAnIdleQueue(t *testing.T) {
	withLedger(t, func(l *ledger) {
		q := l.queue(3, takes(time.Second)).start()
		wait(time.Second)
		if took := q.stop(); took >= exercise.RetryPause {
			l.report(nil, "%s had nothing to do, and Run returned %v after its context had ended", q.name, took)
		}
	})
}
