package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

// outage returns an interference: between two moments, counted from the beginning of the test, the requests
// named, or all of them, do not reach the broker.
func (l *ledger) outage(from, to time.Duration, requests ...string) func(string, exercise.Lease) error {
	return func(request string, _ exercise.Lease) error {
		now := time.Since(l.began)
		if now < from || now >= to || len(requests) > 0 && !slices.Contains(requests, request) {
			return nil
		}
		return fmt.Errorf("%s: %w", request, exercise.ErrUnavailable)
	}
}

// Two heartbeats in a row fail, twice. The next one comes in time.
func TestExtendFailsForAMoment(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		q := l.queue(1, takes(130*time.Second))
		first := l.outage(10*time.Second, 31*time.Second, "Extend")
		second := l.outage(70*time.Second, 91*time.Second, "Extend")
		q.interfere = func(request string, lease exercise.Lease) error {
			return errors.Join(first(request, lease), second(request, lease))
		}
		q.start()
		l.queue(1, takes(130*time.Second)).start()
		wait(131 * time.Second)
		l.wantDone(1)
	})
}

func TestAckAndNackAreTriedAgain(t *testing.T) {
	for _, request := range []string{"Ack", "Nack"} {
		withLedger(t, func(l *ledger) {
			l.push(2)
			var calls atomic.Int32
			q := l.queue(2, func(_ context.Context, task exercise.Task) error {
				wait(3 * time.Second)
				if calls.Add(1) <= 2 && request == "Nack" {
					return errors.New("no luck this time")
				}
				return nil
			})
			q.interfere = l.outage(2500*time.Millisecond, 5200*time.Millisecond, request)
			q.start()
			if request == "Nack" {
				wait(3 * time.Second)
			}
			wait(6500 * time.Millisecond)
			l.wantDone(0)
		})
	}
}

// The broker cannot be told for so long that the lease runs out. Then the task is run once more.
func TestAckIsTriedAgainUntilTheLeaseRunsOut(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		q := l.queue(1, takes(3*time.Second))
		q.interfere = l.outage(2500*time.Millisecond, 100500*time.Millisecond, "Ack", "Extend")
		q.start()
		wait(103 * time.Second)
		l.wantDone(2)
	})
}

// Every worker goes on after an outage; the first one comes before the first task, and another one later.
func TestLeaseIsTriedAgain(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(3)
		q := l.queue(3, takes(time.Second))
		first := l.outage(0, 4500*time.Millisecond, "Lease")
		second := l.outage(5200*time.Millisecond, 8500*time.Millisecond, "Lease")
		q.interfere = func(request string, lease exercise.Lease) error {
			return errors.Join(first(request, lease), second(request, lease))
		}
		q.start()
		wait(6500 * time.Millisecond)
		l.wantDone(1)
		l.push(6)
		wait(5 * time.Second)
		l.wantDone(1)
		if _, peak := q.ran(); peak != 3 {
			l.report(nil, "at the busiest moment %d handlers were running; want 3, with 3 workers", peak)
		}
	})
}
