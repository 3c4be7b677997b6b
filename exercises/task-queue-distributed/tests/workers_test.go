package exercise_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

func TestAllWorkersAtOnceAndNeverMore(t *testing.T) {
	for _, c := range []struct{ tasks, workers, rounds int }{
		{12, 4, 3}, {5, 2, 3}, {3, 8, 1}, {3, 1, 3},
	} {
		withLedger(t, func(l *ledger) {
			l.push(c.tasks)
			q := l.queue(c.workers, takes(time.Second)).start()
			wait(time.Duration(c.rounds)*time.Second + time.Second/2)
			l.wantDone(1)
			if _, peak := q.ran(); peak != min(c.tasks, c.workers) {
				l.report(nil, "at most %d handlers ran at once, with %d workers and %d tasks", peak, c.workers, c.tasks)
			}
		})
	}
	// One task takes as long as all the others together.
	withLedger(t, func(l *ledger) {
		l.push(11)
		l.queue(2, func(ctx context.Context, task exercise.Task) error {
			if task.ID == 1 {
				return sleep(ctx, 10*time.Second)
			}
			return sleep(ctx, time.Second)
		}).start()
		wait(10500 * time.Millisecond)
		l.wantDone(1)
	})
}

// In each of the four seconds each worker of each queue runs one task. One task more is held by somebody who
// has died, and comes back when its lease has run out.
func TestQueuesShareTheBacklog(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.pushDead()
		l.push(24)
		for workers := 1; workers <= 3; workers++ {
			l.queue(workers, takes(time.Second)).start()
		}
		wait(4500 * time.Millisecond)
		for _, q := range l.queues {
			if runs, _ := q.ran(); runs != 4*q.workers {
				l.report(nil, "%s ran %d tasks in 4s with %d workers; want %d", q.name, runs, q.workers, 4*q.workers)
			}
		}
		wait(exercise.LeaseTime)
		l.wantDone(1)
	})
}

// pushDead pushes a task and leases it for somebody who is never heard of again.
func (l *ledger) pushDead() {
	l.push(1)
	dead := &queue{ledger: l, name: "a dead worker", workers: 1}
	dead.Lease(context.Background())
}

// Without the ledger, whose lock would hide races between workers more often than the broker's does.
func TestQuickTasks(t *testing.T) {
	withLedger(t, func(l *ledger) {
		const n = 200
		tasks := make([]exercise.Task, n)
		for i := range tasks {
			tasks[i] = exercise.Task{ID: i}
		}
		l.broker.Push(tasks...)
		var calls [n]atomic.Int32
		ctx, cancel := context.WithCancel(context.Background())
		returned := make(chan struct{})
		q := exercise.NewQueue(l.broker, 16, func(_ context.Context, task exercise.Task) error {
			calls[task.ID].Add(1)
			return nil
		})
		go func() {
			defer close(returned)
			q.Run(ctx)
		}()
		wait(time.Second)
		cancel()
		select {
		case <-returned:
		case <-time.After(time.Hour):
			l.report(nil, "Run had not returned an hour after its context had ended")
		}
		for id := range calls {
			if got := calls[id].Load(); got != 1 {
				l.report(nil, "the handler was called %d times for task %d; want 1", got, id)
			}
		}
	})
}

// ran returns how many handlers of the queue have been called, and how many of them ran at once.
func (q *queue) ran() (runs, peak int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.runs, q.peak
}
