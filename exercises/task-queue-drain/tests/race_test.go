package exercise_test

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// Each pair of operations has a test of its own: any lock that a third one takes between two accesses
// orders them, and the race detector then has nothing to see. For the same reason the tasks of some share
// nothing: each counts its runs in a variable of its own, which is read when Shutdown has returned nil.

const (
	goroutines = 6
	each       = 25
)

func TestAddAndTake(t *testing.T) {
	for _, yield := range []func(){func() {}, runtime.Gosched} {
		synctest.Test(t, func(t *testing.T) {
			runs := make([]int, goroutines*each)
			q := exercise.NewTaskQueue(2)
			q.Start()
			together(goroutines, func(g int) {
				for i := range each {
					add(t, q, counting(runs, g*each+i))
					yield()
				}
			})
			wantNil(t, q.Shutdown(context.Background()))
			wantEachOnce(t, runs)
		})
	}
}

// All tasks are there when the workers begin, and they do nearly nothing.
func TestTakeAndTake(t *testing.T) {
	for range 3 {
		synctest.Test(t, func(t *testing.T) {
			runs := make([]int, goroutines*each)
			q := exercise.NewTaskQueue(goroutines)
			for id := range runs {
				add(t, q, counting(runs, id))
			}
			q.Start()
			wantNil(t, q.Shutdown(context.Background()))
			wantEachOnce(t, runs)
		})
	}
}

// Some goroutines add tasks until they are refused. What was accepted must have run when Shutdown returns.
func TestAddTaskAtTheMomentOfShutdown(t *testing.T) {
	const rounds, adders, most = 100, 3, 60
	synctest.Test(t, func(t *testing.T) {
		for round := range rounds {
			var accepted, ran, ranThen atomic.Int32
			task := exercise.Task{Run: func(context.Context) { ran.Add(1) }}
			q := exercise.NewTaskQueue(1 + round%2)
			q.Start()
			together(adders+1, func(i int) {
				if i == adders {
					for range round % 16 {
						runtime.Gosched()
					}
					wantNil(t, q.Shutdown(context.Background()))
					ranThen.Store(ran.Load())
					return
				}
				for range most {
					if q.AddTask(task) != nil {
						return
					}
					accepted.Add(1)
				}
			})
			if got := accepted.Load(); got != ranThen.Load() && !t.Failed() {
				t.Errorf("AddTask accepted %d tasks while Shutdown began, and %d of them had run when Shutdown returned", got, ranThen.Load())
			}
			if t.Failed() {
				return
			}
		}
	})
}

// The context of Shutdown is done while workers take one task after another.
func TestCutShortWhileWorkersTake(t *testing.T) {
	const rounds, n = 60, 40
	synctest.Test(t, func(t *testing.T) {
		for round := range rounds {
			runs := newTally(n)
			q := exercise.NewTaskQueue(1 + round%3)
			for id := range n {
				add(t, q, exercise.Task{ID: id, Priority: id % 5, Run: func(context.Context) { runs.count(id) }})
			}
			ctx, cancel := context.WithCancel(context.Background())
			var err error
			q.Start()
			together(2, func(i int) {
				if i == 0 {
					err = q.Shutdown(ctx)
					return
				}
				for range round % 16 {
					runtime.Gosched()
				}
				cancel()
			})
			if err == nil {
				runs.wantOnce(t)
			} else {
				wantError(t, err, context.Canceled)
			}
			wantNil(t, q.Shutdown(context.Background()))
			for id := range runs {
				if got := runs[id].Load(); got > 1 && !t.Failed() {
					t.Errorf("task %d of %d ran %d times", id, n, got)
				}
			}
			if t.Failed() {
				return
			}
		}
	})
}

// The contexts of several calls are done together, while the workers are idle and while they are not.
func TestShutdownFromSeveralGoroutines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer pause(2 * time.Hour)
		for round := range 60 {
			q := exercise.NewTaskQueue(2)
			q.Start()
			for range round % 2 * 4 {
				add(t, q, exercise.Task{Run: func(ctx context.Context) { doneWithin(ctx, time.Hour) }})
			}
			ctx, cancel := context.WithCancel(context.Background())
			together(goroutines, func(i int) {
				if i == 0 {
					cancel()
				} else if err := q.Shutdown(ctx); err != nil {
					wantError(t, err, context.Canceled)
				}
			})
			wantNil(t, q.Shutdown(context.Background()))
		}
	})
}

func counting(runs []int, id int) exercise.Task {
	return exercise.Task{ID: id, Priority: id % 5, Run: func(context.Context) { runs[id]++ }}
}

func wantEachOnce(t *testing.T, runs []int) {
	t.Helper()
	for id, n := range runs {
		if n != 1 && !t.Failed() {
			t.Errorf("task %d of %d had run %d times when Shutdown returned; want once", id, len(runs), n)
		}
	}
}

// together calls f(0) … f(n-1), each in a goroutine of its own; none starts before all are ready.
func together(n int, f func(i int)) {
	var ready, done sync.WaitGroup
	ready.Add(n)
	start := make(chan struct{})
	for i := range n {
		done.Go(func() {
			ready.Done()
			<-start
			f(i)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}
