package exercise_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestShutdownRunsTheBacklogOnAllWorkers(t *testing.T) {
	for _, workers := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			const rounds = 4
			n := rounds * workers
			runs := newTally(n)
			q := exercise.NewTaskQueue(workers)
			q.Start()
			for id := range n {
				add(t, q, exercise.Task{ID: id, Priority: id % 4, Run: func() {
					pause(time.Second)
					runs.count(id)
				}})
			}
			began := time.Now()
			q.Shutdown()
			took := time.Since(began)
			runs.wantOnce(t)
			if took != rounds*time.Second && !t.Failed() {
				t.Errorf("Shutdown of %d workers with %d tasks of 1s each returned after %v; want %ds", workers, n, took, rounds)
			}
		})
	}
}

// The only worker is inside a task, and others wait, while Shutdown begins.
func TestAddTaskDuringShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 12
		started, release, fromTask := make(chan struct{}, 1), make(chan struct{}), make(chan error, 1)
		var refusedRan atomic.Bool
		refused := exercise.Task{ID: n + 1, Priority: 1, Run: func() { refusedRan.Store(true) }}
		q := exercise.NewTaskQueue(1)
		q.Start()
		add(t, q, exercise.Task{ID: n, Run: func() {
			started <- struct{}{}
			<-release
			fromTask <- q.AddTask(refused)
		}})
		next(started)
		priorities, ran := rand.Perm(n), make(chan int, n)
		for id, priority := range priorities {
			add(t, q, exercise.Task{ID: id, Priority: priority, Run: func() { ran <- priority }})
		}
		returned := make(chan struct{})
		go func() {
			defer close(returned)
			q.Shutdown()
		}()
		pause(time.Second)
		for range 20 {
			if q.AddTask(refused) == nil && !t.Failed() {
				t.Errorf("Shutdown was waiting for a task, and AddTask returned nil; want an error")
			}
		}
		select {
		case <-returned:
			t.Errorf("Shutdown returned while a task was running")
		default:
		}
		close(release)
		<-returned
		if err, ok := next(fromTask); ok && err == nil && !t.Failed() {
			t.Errorf("a task called AddTask after Shutdown had begun, and it returned nil; want an error")
		}
		slices.SortFunc(priorities, descending)
		wantOrder(t, ran, priorities)
		if refusedRan.Load() && !t.Failed() {
			t.Errorf("a task ran that AddTask had refused")
		}
	})
}

// The workers wait already, or are just about to, or have just finished a task.
func TestShutdownOfIdleWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for round := range 120 {
			q := exercise.NewTaskQueue(1 + round%4)
			q.Start()
			for id := range round % 3 {
				add(t, q, exercise.Task{ID: id, Run: func() {}})
			}
			if round%5 == 0 {
				pause(time.Second)
			}
			for range round % 7 {
				runtime.Gosched()
			}
			q.Shutdown()
		}
	})
}

func TestShutdownWithoutStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		exercise.NewTaskQueue(1).Shutdown()

		var ran atomic.Int32
		task := exercise.Task{Run: func() { ran.Add(1) }}
		q := exercise.NewTaskQueue(2)
		for range 3 {
			add(t, q, task)
		}
		q.Shutdown()
		if q.AddTask(task) == nil {
			t.Errorf("AddTask returned nil after the Shutdown of a queue that was never started; want an error")
		}
		q.Shutdown()
		pause(time.Hour)
		if ran.Load() != 0 {
			t.Errorf("%d tasks ran, and Start was never called", ran.Load())
		}
	})
}

// The second caller has as good a right to wait as the first. No clock is needed here: a caller may wait
// for a mutex, and that stops it.
func TestShutdownFromSeveralGoroutines(t *testing.T) {
	const tasks = 5
	for range 10 {
		synctest.Test(t, func(t *testing.T) {
			started, release := make(chan struct{}, tasks), make(chan struct{})
			var ran, early atomic.Int32
			q := exercise.NewTaskQueue(2)
			q.Start()
			for id := range tasks {
				add(t, q, exercise.Task{ID: id, Run: func() {
					started <- struct{}{}
					<-release
					ran.Add(1)
				}})
			}
			next(started)
			var callers sync.WaitGroup
			for range 6 {
				callers.Go(func() {
					q.Shutdown()
					if ran.Load() != tasks {
						early.Add(1)
					}
				})
			}
			for range 200 {
				runtime.Gosched()
			}
			close(release)
			callers.Wait()
			if early.Load() != 0 {
				t.Errorf("6 goroutines called Shutdown, and for %d of them it returned before all tasks had run", early.Load())
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		for range 100 {
			q := exercise.NewTaskQueue(2)
			q.Start()
			together(6, func(int) { q.Shutdown() })
		}
	})
}

// Some goroutines add tasks until they are refused. What was accepted must have run when Shutdown returns.
func TestAddTaskAtTheMomentOfShutdown(t *testing.T) {
	const rounds, adders, most = 100, 3, 60
	synctest.Test(t, func(t *testing.T) {
		for round := range rounds {
			var accepted, ran atomic.Int32
			task := exercise.Task{Run: func() { ran.Add(1) }}
			q := exercise.NewTaskQueue(1 + round%2)
			q.Start()
			var ranThen int32
			together(adders+1, func(i int) {
				if i == adders {
					for range round % 16 {
						runtime.Gosched()
					}
					q.Shutdown()
					ranThen = ran.Load()
					return
				}
				for range most {
					if q.AddTask(task) != nil {
						return
					}
					accepted.Add(1)
				}
			})
			if got := accepted.Load(); got != ranThen {
				t.Errorf("AddTask accepted %d tasks while Shutdown began, and %d of them had run when Shutdown returned", got, ranThen)
				return
			}
			if q.AddTask(task) == nil {
				t.Errorf("AddTask returned nil after Shutdown had returned; want an error")
				return
			}
		}
	})
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
