package exercise_test

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// The tasks are added before Start, and then to a queue whose workers wait already. Shutdown comes only
// after the last task: it may wake workers that an AddTask should have woken.
func TestAllWorkersAtOnceAndNeverMore(t *testing.T) {
	for _, c := range []struct{ workers, tasks, rounds int }{
		{1, 3, 3}, {2, 5, 3}, {4, 12, 3}, {7, 7, 1}, {8, 3, 1},
	} {
		for _, early := range []bool{true, false} {
			synctest.Test(t, func(t *testing.T) {
				var active, peak atomic.Int32
				done := make(chan struct{}, c.tasks)
				q := exercise.NewTaskQueue(c.workers)
				if !early {
					q.Start()
					pause(time.Minute)
				}
				for id := range c.tasks {
					add(t, q, exercise.Task{ID: id, Priority: id % 3, Run: func() {
						raise(&peak, active.Add(1))
						pause(time.Second)
						active.Add(-1)
						done <- struct{}{}
					}})
				}
				began := time.Now()
				if early {
					q.Start()
				}
				for range c.tasks {
					next(done)
				}
				took := time.Since(began)
				q.Shutdown()
				if want := int32(min(c.workers, c.tasks)); peak.Load() != want && !t.Failed() {
					t.Errorf("with %d workers and %d tasks %d tasks ran at the busiest moment; want %d", c.workers, c.tasks, peak.Load(), want)
				}
				if want := time.Duration(c.rounds) * time.Second; took != want && !t.Failed() {
					t.Errorf("with %d workers %d tasks of 1s each took %v; want %v", c.workers, c.tasks, took, want)
				}
			})
		}
	}
}

func raise(peak *atomic.Int32, to int32) {
	for old := peak.Load(); to > old && !peak.CompareAndSwap(old, to); old = peak.Load() {
	}
}

// A worker that waits begins at the very moment when a task comes, whenever that is. Then the clock has
// not moved, but it has for one that looks from time to time.
func TestWaitingWorkersStartAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 4
		q := exercise.NewTaskQueue(workers)
		q.Start()
		for round := 0; round < 5*workers && !t.Failed(); round++ {
			pause(time.Second + rand.N(time.Second))
			n := 1 + round%workers
			started, finish := make(chan struct{}, n), make(chan struct{})
			began := time.Now()
			for id := range n {
				add(t, q, exercise.Task{ID: id, Run: func() {
					started <- struct{}{}
					<-finish
				}})
			}
			for i := range n {
				if _, ok := next(started); !ok {
					t.Errorf("%d workers waited, %d tasks were added, and an hour later %d of these had started", workers, n, i)
					break
				}
				if late := time.Since(began); late != 0 {
					t.Errorf("workers waited, a task was added, and it started %v later; want at once", late)
					break
				}
			}
			close(finish)
		}
		q.Shutdown()
	})
}

func TestNothingRunsBeforeStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 10
		var ran atomic.Int32
		q := exercise.NewTaskQueue(2)
		for id := range n {
			add(t, q, exercise.Task{ID: id, Run: func() { ran.Add(1) }})
		}
		pause(time.Hour)
		if ran.Load() != 0 {
			t.Errorf("%d tasks ran before Start was called", ran.Load())
		}
		q.Start()
		q.Shutdown()
		if ran.Load() != n && !t.Failed() {
			t.Errorf("%d tasks were added before Start, and when Shutdown returned %d of them had run", n, ran.Load())
		}
	})
}

// The queues are used side by side, and one is shut down while the other one goes on.
func TestQueuesAreIndependent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first, second := exercise.NewTaskQueue(1), exercise.NewTaskQueue(1)
		first.Start()
		second.Start()
		ran := make(chan int, 2)
		add(t, first, exercise.Task{Run: func() {
			pause(time.Second)
			ran <- 1
		}})
		add(t, second, exercise.Task{Run: func() {
			pause(time.Minute)
			ran <- 2
		}})
		began := time.Now()
		first.Shutdown()
		if took := time.Since(began); took != time.Second {
			t.Errorf("Shutdown of a queue with a task of 1s took %v, while another queue had a task of 1m", took)
		}
		add(t, second, exercise.Task{Run: func() {}})
		second.Shutdown()
		if took := time.Since(began); took != time.Minute && !t.Failed() {
			t.Errorf("Shutdown of a queue with a task of 1m returned after %v", took)
		}
		if len(ran) != 2 && !t.Failed() {
			t.Errorf("two queues got a task each, and %d tasks ran", len(ran))
		}
	})
}
