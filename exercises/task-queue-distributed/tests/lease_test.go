package exercise_test

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

// The tasks end between heartbeats and the queue stays idle for a long time after them.
func TestHeartbeatEndsWithTheHandler(t *testing.T) {
	withLedger(t, func(l *ledger) {
		ids := l.push(6)
		l.queue(len(ids), func(ctx context.Context, task exercise.Task) error {
			return sleep(ctx, time.Duration(task.ID-1)*7*time.Second)
		}).start()
		wait(36 * time.Second)
		l.wantDone(1)
		wait(10 * exercise.LeaseTime)
	})
}

// Each handler returns while an Extend of its lease is under way. Half of the leases turn out to be lost.
func TestHandlerReturnsDuringExtend(t *testing.T) {
	withLedger(t, func(l *ledger) {
		ids := l.push(8)
		var released [9]chan struct{}
		var extended [9]atomic.Bool
		for _, id := range ids {
			released[id] = make(chan struct{})
		}
		q := l.queue(len(ids), func(_ context.Context, task exercise.Task) error {
			select {
			case <-released[task.ID]:
			case <-time.After(2 * exercise.LeaseTime):
				l.report(nil, "task %d was running, and there was no Extend of its lease", task.ID)
			}
			return nil
		})
		q.interfere = func(request string, lease exercise.Lease) error {
			id := lease.Task.ID
			if request != "Extend" || extended[id].Swap(true) {
				return nil
			}
			close(released[id])
			for range 1000 {
				runtime.Gosched()
			}
			if id%2 == 0 {
				return nil
			}
			l.broker.Nack(lease)
			return fmt.Errorf("taken away: %w", exercise.ErrLeaseLost)
		}
		q.start()
		wait(exercise.LeaseTime)
		l.wantDone(0)
	})
}

// The broker takes a lease away. The queue learns of it with the next heartbeat.
func TestLostLeaseEndsTheContext(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(2)
		var calls atomic.Int32
		first := l.queue(2, func(ctx context.Context, task exercise.Task) error {
			switch task.ID {
			case 1:
				calls.Add(1)
				return l.wantLost(ctx, 1, 34*time.Second+exercise.Heartbeat)
			case 2:
				return sleep(ctx, 100*time.Second)
			}
			return sleep(ctx, time.Second)
		}).start()
		second := l.queue(1, takes(time.Second))
		wait(34 * time.Second)
		second.start()
		l.revoke(1)
		wait(3 * time.Second)
		second.stop()
		wait(23 * time.Second)
		l.push(1)
		wait(1500 * time.Millisecond)
		if l.acks(3) == 0 {
			l.report(nil, "%s had lost a lease, and ran no other task after that", first.name)
		}
		wait(40 * time.Second)
		l.wantDone(0)
		if calls.Load() != 1 || l.runs(2) != 1 {
			l.report(nil, "a lost lease disturbed another task")
		}
	})
}

// The handler does not look at its context. While it runs, another queue does its task, and it counts as a
// handler of its own queue, with one worker.
func TestLostLeaseIsLeftAlone(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		first := l.queue(1, func(ctx context.Context, task exercise.Task) error {
			if task.ID == 1 {
				wait(70 * time.Second)
				return nil
			}
			wait(time.Second)
			return nil
		}).start()
		second := l.queue(1, takes(8*time.Second))
		wait(5 * time.Second)
		second.start()
		l.revoke(1)
		wait(9 * time.Second)
		second.stop()
		l.push(1)
		wait(57*time.Second + 500*time.Millisecond)
		l.wantDone(0)
		if runs, _ := first.ran(); runs != 2 {
			l.report(nil, "%s did not run the next task after its handler had returned", first.name)
		}
	})
	// Nobody knows yet that the lease is lost when the handler has returned.
	withLedger(t, func(l *ledger) {
		l.push(1)
		l.queue(1, takes(6*time.Second)).start()
		wait(3 * time.Second)
		l.revoke(1)
		wait(9500 * time.Millisecond)
		l.wantDone(2)
	})
	// The same with a handler that fails.
	withLedger(t, func(l *ledger) {
		l.push(1)
		var calls atomic.Int32
		l.queue(1, func(ctx context.Context, _ exercise.Task) error {
			wait(6 * time.Second)
			if calls.Add(1) == 1 {
				return fmt.Errorf("no luck this time")
			}
			return nil
		}).start()
		wait(3 * time.Second)
		l.revoke(1)
		wait(9500 * time.Millisecond)
		l.wantDone(2)
	})
}

// The queue is cut off from the broker, and its lease runs out by the clock.
func TestLeaseRunsOutWithoutTheBroker(t *testing.T) {
	withLedger(t, func(l *ledger) {
		l.push(1)
		first := l.queue(1, func(ctx context.Context, task exercise.Task) error {
			if task.ID == 1 {
				return l.wantLost(ctx, 1, 20*time.Second+exercise.LeaseTime+exercise.Heartbeat)
			}
			return sleep(ctx, time.Second)
		})
		first.interfere = l.outage(20*time.Second, 300*time.Second+time.Second/2)
		first.start()
		wait(40 * time.Second)
		second := l.queue(1, takes(time.Second)).start()
		wait(60 * time.Second)
		l.wantDone(2)
		second.stop()
		l.push(1)
		wait(203 * time.Second)
		if l.acks(2) != 1 {
			l.report(nil, "%s could reach the broker again, and did not go on", first.name)
		}
	})
}

// revoke takes the lease of a task away from its holder.
func (l *ledger) revoke(id int) {
	l.mu.Lock()
	current := l.tasks[id].current
	l.mu.Unlock()
	l.broker.Nack(current)
}

func (l *ledger) acks(id int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tasks[id].acks
}

func (l *ledger) runs(id int) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tasks[id].runs
}

// wantLost waits until ctx, the context of the task's handler, ends. That must be because the lease is lost, and
// must have happened when the time to has passed since the test began.
func (l *ledger) wantLost(ctx context.Context, id int, to time.Duration) error {
	l.mu.Lock()
	task := l.tasks[id]
	lease := l.leases[task.current.ID]
	l.mu.Unlock()
	err := sleep(ctx, to+time.Second/2-time.Since(l.began))
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		l.note(task, "the lease of task %d was lost, and the context of its handler had not ended after %v", id, to)
	} else if lease.held() {
		l.note(task, "the context of task %d's handler ended after %v, and the lease was not lost", id, time.Since(l.began))
	}
	return err
}
