package exercise_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// There is time enough: all workers go on, by priority, and nobody hears of the end. Shutdown returns with
// the last task and not with its context.
func TestDrainInTime(t *testing.T) {
	for _, workers := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			const rounds = 4
			n := rounds * workers
			priorities, ran := rand.Perm(n), make(chan int, n)
			var ended atomic.Int32
			q := exercise.NewTaskQueue(workers)
			for id, priority := range priorities {
				add(t, q, exercise.Task{ID: id, Priority: priority, Run: func(ctx context.Context) {
					ran <- priority
					if ctx.Err() != nil || doneWithin(ctx, time.Second) {
						ended.Add(1)
					}
				}})
			}
			pause(time.Second)
			q.Start()
			began := time.Now()
			wantNil(t, q.Shutdown(within(t, time.Hour)))
			took := time.Since(began)
			if ended.Load() != 0 && !t.Failed() {
				t.Errorf("of %d tasks %d found their context done, and Shutdown had time enough", n, ended.Load())
			}
			if took != rounds*time.Second && !t.Failed() {
				t.Errorf("Shutdown of %d workers with %d tasks of 1s each returned after %v; want %ds", workers, n, took, rounds)
			}
			if workers == 1 {
				slices.SortFunc(priorities, func(a, b int) int { return b - a })
				wantOrder(t, ran, priorities)
			}
		})
	}
}

// Some of the tasks ran before Shutdown began, others started since.
func TestEveryRunningTaskIsCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer pause(2 * time.Hour)
		const workers = 5
		contexts, cancelled := make(chan context.Context, workers), make(chan bool, workers)
		task := exercise.Task{Run: func(ctx context.Context) {
			contexts <- ctx
			cancelled <- doneWithin(ctx, time.Hour)
		}}
		q := exercise.NewTaskQueue(workers)
		q.Start()
		for id := range workers {
			if id < 2 {
				add(t, q, exercise.Task{Priority: 1, Run: func(context.Context) { pause(3 * time.Second) }})
			}
			add(t, q, task)
		}
		pause(time.Second)
		wantError(t, q.Shutdown(within(t, 5*time.Second)), context.DeadlineExceeded)
		for i := range workers {
			if ctx, ok := next(contexts); ok && ctx.Err() == nil && !t.Failed() {
				t.Errorf("Shutdown was cut short, and when it returned the context of running task %d of %d was not done", i, workers)
			}
		}
		for i := range workers {
			if ok, ran := next(cancelled); (!ok || !ran) && !t.Failed() {
				t.Errorf("Shutdown was cut short, and the context of task %d of %d was not done", i, workers)
			}
		}
	})
}

// A task that is cancelled sets a worker free, and the next one must be gone by then. The tasks have made
// contexts of their own from the one that they got, as tasks do, so that it takes a while to cancel them all.
func TestWaitingTasksNeverStart(t *testing.T) {
	for round := range 8 {
		synctest.Test(t, func(t *testing.T) {
			defer pause(2 * time.Hour)
			workers := 1 + round%4
			var started atomic.Int32
			q := exercise.NewTaskQueue(workers)
			q.Start()
			for id := range workers {
				add(t, q, exercise.Task{ID: id, Run: func(ctx context.Context) {
					for range 200 {
						_, cancel := context.WithCancel(ctx)
						defer cancel()
					}
					doneWithin(ctx, time.Hour)
				}})
			}
			pause(time.Second)
			for id := range 3 * workers {
				add(t, q, exercise.Task{ID: workers + id, Priority: id, Run: func(context.Context) { started.Add(1) }})
			}
			wantError(t, q.Shutdown(within(t, time.Second)), context.DeadlineExceeded)
			wantNil(t, q.Shutdown(context.Background()))
			if got := started.Load(); got != 0 && !t.Failed() {
				t.Errorf("%d tasks were waiting when the context of Shutdown was done, and %d of them started", 3*workers, got)
			}
		})
	}
}

// Shutdown waits for its context and not for the task. A later call may wait for that.
func TestTaskThatIgnoresItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer pause(2 * time.Hour)
		const takes = 10 * time.Second
		var ended, waitingRan atomic.Bool
		q := exercise.NewTaskQueue(1)
		q.Start()
		began := time.Now()
		add(t, q, exercise.Task{ID: 1, Priority: 1, Run: func(context.Context) {
			pause(takes)
			ended.Store(true)
		}})
		pause(time.Second)
		add(t, q, exercise.Task{ID: 2, Run: func(context.Context) { waitingRan.Store(true) }})
		for call := 1; call <= 2; call++ {
			wantError(t, q.Shutdown(within(t, 2*time.Second)), context.DeadlineExceeded)
			if took, want := time.Since(began), time.Second+time.Duration(call)*2*time.Second; took != want && !t.Failed() {
				t.Errorf("call %d of Shutdown had 2s, a task ran that ignored its context, and it returned at %v; want %v", call, took, want)
			}
		}
		for call := 3; call <= 4; call++ {
			wantNil(t, q.Shutdown(context.Background()))
			if took := time.Since(began); (took != takes || !ended.Load()) && !t.Failed() {
				t.Errorf("call %d of Shutdown had any time, and it returned nil at %v; the last task ended at %v", call, took, takes)
			}
		}
		if waitingRan.Load() && !t.Failed() {
			t.Errorf("a task was waiting when the context of Shutdown was done, and it ran when the worker was free again")
		}
	})
}

func TestErrorOfTheContext(t *testing.T) {
	reason := errors.New("the power will be cut")
	for _, c := range []struct {
		want error
		make func(t *testing.T) (context.Context, func())
	}{
		{context.Canceled, func(*testing.T) (context.Context, func()) {
			ctx, cancel := context.WithCancel(context.Background())
			return ctx, cancel
		}},
		{context.Canceled, func(*testing.T) (context.Context, func()) {
			ctx, cancel := context.WithCancelCause(context.Background())
			return ctx, func() { cancel(reason) }
		}},
		{context.DeadlineExceeded, func(t *testing.T) (context.Context, func()) {
			ctx, cancel := context.WithTimeoutCause(context.Background(), time.Second, reason)
			t.Cleanup(cancel)
			return ctx, func() {}
		}},
	} {
		synctest.Test(t, func(t *testing.T) {
			defer pause(2 * time.Hour)
			q := exercise.NewTaskQueue(2)
			q.Start()
			add(t, q, exercise.Task{Run: func(ctx context.Context) { doneWithin(ctx, time.Hour) }})
			ctx, end := c.make(t)
			time.AfterFunc(time.Second, end)
			began := time.Now()
			wantError(t, q.Shutdown(ctx), c.want)
			if took := time.Since(began); took != time.Second && !t.Failed() {
				t.Errorf("the context of Shutdown was done after 1s, and Shutdown returned after %v", took)
			}
		})
	}
}

func TestContextThatIsDoneAlready(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer pause(2 * time.Hour)
		var waitingRan atomic.Bool
		contexts := make(chan context.Context, 1)
		q := exercise.NewTaskQueue(1)
		q.Start()
		add(t, q, exercise.Task{ID: 1, Run: func(ctx context.Context) {
			contexts <- ctx
			doneWithin(ctx, time.Hour)
		}})
		pause(time.Second)
		waiting := exercise.Task{ID: 2, Run: func(context.Context) { waitingRan.Store(true) }}
		add(t, q, waiting)
		pause(time.Second)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		began := time.Now()
		wantError(t, q.Shutdown(ctx), context.Canceled)
		if took := time.Since(began); took != 0 && !t.Failed() {
			t.Errorf("the context of Shutdown was done already, and Shutdown returned after %v", took)
		}
		if ctx, ok := next(contexts); (!ok || ctx.Err() == nil) && !t.Failed() {
			t.Errorf("the context of Shutdown was done already, and when Shutdown returned that of the running task was not")
		}
		if q.AddTask(waiting) == nil && !t.Failed() {
			t.Errorf("AddTask returned nil after Shutdown had returned; want an error")
		}
		wantNil(t, q.Shutdown(context.Background()))
		if waitingRan.Load() && !t.Failed() {
			t.Errorf("a task was waiting when Shutdown was called with a context that was done already, and it ran")
		}
	})
}
