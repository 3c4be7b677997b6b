package exercise_test

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
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
					pause(time.Minute + rand.N(time.Second))
				}
				for id := range c.tasks {
					add(t, q, exercise.Task{ID: id, Priority: id % 3, Run: func(context.Context) {
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
				q.Shutdown(context.Background())
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

// All workers are held inside a task. Each that is let go takes the next one and is held in it, so there
// is one right order for any number of workers. Some tasks come late and overtake those that wait.
func TestFreeWorkerTakesTheHighestPriority(t *testing.T) {
	for _, workers := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			const n = 24
			started, release := make(chan int, workers+2*n), make(chan struct{})
			var waiting []int
			q := exercise.NewTaskQueue(workers)
			addTask := func(priority int) {
				add(t, q, exercise.Task{ID: 7, Priority: priority, Run: func(context.Context) {
					started <- priority
					<-release
				}})
			}
			q.Start()
			for range workers {
				addTask(0)
			}
			for range workers {
				next(started)
			}
			for range n {
				waiting = append(waiting, rand.IntN(100)-50)
				addTask(waiting[len(waiting)-1])
			}
			for step := 0; len(waiting) > 0 && !t.Failed(); step++ {
				if step%3 == 1 && step < n {
					late := rand.IntN(200) - 50
					waiting = append(waiting, late)
					addTask(late)
				}
				pause(time.Second)
				release <- struct{}{}
				highest := slices.Max(waiting)
				switch priority, ok := next(started); {
				case !ok:
					t.Errorf("a worker was free, %d tasks were waiting, and an hour later it had started none", len(waiting))
				case priority != highest:
					t.Errorf("of %d waiting tasks a free worker took one of priority %d; the highest was %d", len(waiting), priority, highest)
				}
				i := slices.Index(waiting, highest)
				waiting = slices.Delete(waiting, i, i+1)
			}
			close(release)
			q.Shutdown(context.Background())
		})
	}
}

// The tasks are added before Start, and then by a task that has the only worker.
func TestAnyNumberOfTasksMayWait(t *testing.T) {
	// More than the channels hold that people make when they want one to be large. Where AddTask blocks
	// for that reason, it does so on any number of processors; on one is enough.
	n := 300
	if runtime.GOMAXPROCS(0) == 1 {
		n = 1_100
	}
	for _, early := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			var ran atomic.Int32
			q := exercise.NewTaskQueue(1)
			added := make(chan struct{})
			addAll := func(context.Context) {
				defer close(added)
				for id := range n {
					add(t, q, exercise.Task{ID: id, Priority: id * 7919 % 64, Run: func(context.Context) { ran.Add(1) }})
				}
			}
			if early {
				addAll(nil)
				pause(time.Hour)
				if got := ran.Load(); got != 0 && !t.Failed() {
					t.Errorf("%d tasks ran before Start was called", got)
				}
				q.Start()
			} else {
				q.Start()
				add(t, q, exercise.Task{ID: n, Run: addAll})
			}
			if _, ok := next(added); !ok {
				t.Errorf("a task added %d tasks, and an hour later it was not done", n)
			}
			q.Shutdown(context.Background())
			if got := int(ran.Load()); got != n && !t.Failed() {
				t.Errorf("%d tasks were added, and when Shutdown returned %d of them had run", n, got)
			}
		})
	}
}
