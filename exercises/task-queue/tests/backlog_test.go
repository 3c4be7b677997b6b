package exercise_test

import (
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"exercise"
)

// manyTasks is more than the channels hold that people make when they want one to be large. Where AddTask
// blocks for that reason, it does so on any number of processors; on one is enough.
func manyTasks() int {
	if runtime.GOMAXPROCS(0) == 1 {
		return 1_100
	}
	return 300
}

func TestAnyNumberOfTasksMayWaitBeforeStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := manyTasks()
		var ran atomic.Int32
		q := exercise.NewTaskQueue(2)
		for id := range n {
			add(t, q, exercise.Task{ID: id, Priority: id * 7919 % 64, Run: func() { ran.Add(1) }})
		}
		q.Start()
		q.Shutdown()
		if got := int(ran.Load()); got != n && !t.Failed() {
			t.Errorf("%d tasks were added before Start, and when Shutdown returned %d had run", n, got)
		}
	})
}

// Nobody takes a task while the only worker adds them.
func TestTaskAddsAnyNumberOfTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := manyTasks()
		var ran atomic.Int32
		q := exercise.NewTaskQueue(1)
		q.Start()
		added := make(chan struct{})
		add(t, q, exercise.Task{Run: func() {
			defer close(added)
			for id := range n {
				add(t, q, exercise.Task{ID: id, Priority: id * 7919 % 64, Run: func() { ran.Add(1) }})
			}
		}})
		if _, ok := next(added); !ok {
			t.Errorf("a task added %d tasks, and an hour later it was not done", n)
		}
		q.Shutdown()
		if got := int(ran.Load()); got != n && !t.Failed() {
			t.Errorf("a task added %d tasks, and when Shutdown returned %d of them had run", n, got)
		}
	})
}
