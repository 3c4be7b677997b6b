package exercise_test

import (
	"runtime"
	"testing"
	"testing/synctest"

	"exercise"
)

// Each pair of operations has a test of its own: any lock that a third one takes between two accesses
// orders them, and the race detector then has nothing to see. For the same reason the tasks share
// nothing: each counts its runs in a variable of its own, which is read when Shutdown has returned.

const (
	goroutines = 6
	each       = 25
)

// No worker runs yet.
func TestAddAndAdd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		runs := make([]int, goroutines*each)
		q := exercise.NewTaskQueue(2)
		together(goroutines, func(g int) {
			for i := range each {
				add(t, q, counting(runs, g*each+i))
			}
		})
		q.Start()
		q.Shutdown()
		wantEachOnce(t, runs)
	})
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
			q.Shutdown()
			wantEachOnce(t, runs)
		})
	}
}

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
			q.Shutdown()
			wantEachOnce(t, runs)
		})
	}
}

// One goroutine starts the queue while another adds the first tasks.
func TestAddAndStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for range 20 {
			runs := make([]int, each)
			q := exercise.NewTaskQueue(2)
			together(2, func(i int) {
				if i == 0 {
					q.Start()
					return
				}
				for id := range runs {
					add(t, q, counting(runs, id))
				}
			})
			q.Shutdown()
			wantEachOnce(t, runs)
		}
	})
}

func counting(runs []int, id int) exercise.Task {
	return exercise.Task{ID: id, Priority: id % 5, Run: func() { runs[id]++ }}
}

func wantEachOnce(t *testing.T, runs []int) {
	t.Helper()
	for id, n := range runs {
		if n != 1 && !t.Failed() {
			t.Errorf("task %d of %d had run %d times when Shutdown returned; want once", id, len(runs), n)
		}
	}
}
