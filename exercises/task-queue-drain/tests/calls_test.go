package exercise_test

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// Three calls at once, in any order: each ends by its own context or with the last task. The first context
// that is done counts for the tasks.
func TestEachCallHeedsItsOwnContext(t *testing.T) {
	const takes = 10 * time.Second
	for _, order := range [][]time.Duration{
		{time.Hour, 2 * time.Second, 4 * time.Second},
		{4 * time.Second, time.Hour, 2 * time.Second},
		{2 * time.Second, 4 * time.Second, time.Hour},
	} {
		synctest.Test(t, func(t *testing.T) {
			defer pause(2 * time.Hour)
			began := time.Now()
			cancelledAt := make(chan time.Duration, 1)
			var waitingRan atomic.Bool
			q := exercise.NewTaskQueue(1)
			q.Start()
			add(t, q, exercise.Task{ID: 1, Priority: 1, Run: func(ctx context.Context) {
				doneWithin(ctx, takes)
				cancelledAt <- time.Since(began)
				pause(takes - time.Since(began))
			}})
			pause(time.Second)
			add(t, q, exercise.Task{ID: 2, Run: func(context.Context) { waitingRan.Store(true) }})
			type call struct {
				limit, took time.Duration
				err         error
			}
			calls := make(chan call, len(order))
			for _, limit := range order {
				go func() {
					called := time.Now()
					err := q.Shutdown(within(t, limit))
					calls <- call{limit, time.Since(called), err}
				}()
				for range 20 {
					runtime.Gosched()
				}
			}
			for range order {
				got, ok := next(calls)
				want := call{got.limit, got.limit, context.DeadlineExceeded}
				if got.limit > takes {
					want = call{got.limit, takes - time.Second, nil}
				}
				switch {
				case t.Failed():
				case !ok:
					t.Errorf("three goroutines called Shutdown while a task ran, and an hour later not all had returned")
				case got.took != want.took || !errors.Is(got.err, want.err):
					t.Errorf("a task had %v to go, and one of three calls of Shutdown had %v: it returned %v after %v; want %v after %v",
						takes-time.Second, got.limit, got.err, got.took, want.err, want.took)
				}
			}
			if at, ok := next(cancelledAt); (!ok || at != 3*time.Second) && !t.Failed() {
				t.Errorf("the first context of a Shutdown was done at 3s, and the context of the running task was done at %v", at)
			}
			if waitingRan.Load() && !t.Failed() {
				t.Errorf("a task was waiting when the first context of a Shutdown was done, and it ran")
			}
		})
	}
}

// The only worker is inside a task, and another waits, while Shutdown begins; then Shutdown is cut short.
func TestAddTaskDuringShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer pause(2 * time.Hour)
		var refusedRan atomic.Bool
		refused := exercise.Task{ID: 3, Priority: 9, Run: func(context.Context) { refusedRan.Store(true) }}
		release, fromTasks := make(chan struct{}), make(chan error, 2)
		q := exercise.NewTaskQueue(1)
		q.Start()
		add(t, q, exercise.Task{ID: 1, Priority: 2, Run: func(context.Context) {
			<-release
			fromTasks <- q.AddTask(refused)
		}})
		pause(time.Second)
		add(t, q, exercise.Task{ID: 2, Priority: 1, Run: func(ctx context.Context) {
			doneWithin(ctx, time.Hour)
			pause(time.Second)
			fromTasks <- q.AddTask(refused)
		}})
		returned := make(chan error, 1)
		go func() { returned <- q.Shutdown(within(t, time.Minute)) }()
		tryAdd := func(when string) {
			for range 20 {
				if q.AddTask(refused) == nil && !t.Failed() {
					t.Errorf("AddTask returned nil %s; want an error", when)
				}
			}
		}
		pause(time.Second)
		tryAdd("while Shutdown was waiting for a task")
		close(release)
		wantError(t, <-returned, context.DeadlineExceeded)
		tryAdd("after Shutdown had been cut short")
		for range 2 {
			if err, ok := next(fromTasks); ok && err == nil && !t.Failed() {
				t.Errorf("a task called AddTask after Shutdown had begun, and it returned nil; want an error")
			}
		}
		wantNil(t, q.Shutdown(context.Background()))
		if refusedRan.Load() && !t.Failed() {
			t.Errorf("a task ran that AddTask had refused")
		}
	})
}

// The workers wait already, or are just about to, or have just finished a task.
func TestShutdownOfIdleWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for round := range 100 {
			q := exercise.NewTaskQueue(1 + round%4)
			q.Start()
			for id := range round % 3 {
				add(t, q, exercise.Task{ID: id, Run: func(context.Context) {}})
			}
			if round%5 == 0 {
				pause(time.Second)
			}
			for range round % 7 {
				runtime.Gosched()
			}
			began := time.Now()
			wantNil(t, q.Shutdown(within(t, time.Minute)))
			wantNil(t, q.Shutdown(within(t, time.Minute)))
			if took := time.Since(began); took != 0 && !t.Failed() {
				t.Errorf("the workers had nothing to do, and two calls of Shutdown took %v", took)
			}
		}
	})
}

func TestShutdownWithoutStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ran atomic.Int32
		task := exercise.Task{Run: func(context.Context) { ran.Add(1) }}
		q := exercise.NewTaskQueue(2)
		for range 3 {
			add(t, q, task)
		}
		began := time.Now()
		wantNil(t, q.Shutdown(within(t, time.Minute)))
		if took := time.Since(began); took != 0 && !t.Failed() {
			t.Errorf("the queue was never started, and Shutdown took %v", took)
		}
		if q.AddTask(task) == nil && !t.Failed() {
			t.Errorf("AddTask returned nil after the Shutdown of a queue that was never started; want an error")
		}
		wantNil(t, q.Shutdown(context.Background()))
		pause(time.Hour)
		if ran.Load() != 0 && !t.Failed() {
			t.Errorf("%d tasks ran, and Start was never called", ran.Load())
		}
	})
}
