package exercise_test

import (
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// These run in virtual time: when every goroutine waits, the clock moves on to the next moment at which
// one of them goes on. When a test has returned and one of its goroutines is still blocked, synctest
// panics: that goroutine would be a leak.

func TestEveryTaskRunsBeforeShutdownReturns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 20
		runs := newTally(n)
		q := exercise.NewTaskQueue(3)
		q.Start()
		for id := range n {
			add(t, q, exercise.Task{ID: id, Run: func() {
				pause(10 * time.Millisecond)
				runs.count(id)
			}})
		}
		q.Shutdown()
		runs.wantOnce(t)
	})
}

// All tasks wait when the only worker begins, so there is one right order.
func TestHigherPriorityFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		priorities := []int{2, 7, 1, 8, 2, 8, 1, 4}
		ran := make(chan int, len(priorities))
		q := exercise.NewTaskQueue(1)
		for id, priority := range priorities {
			add(t, q, exercise.Task{ID: id, Priority: priority, Run: func() { ran <- priority }})
		}
		pause(time.Second)
		q.Start()
		wantOrder(t, ran, []int{8, 8, 7, 4, 2, 2, 1, 1})
		q.Shutdown()
	})
}

func TestTaskAddsTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ran := make(chan int, 4)
		q := exercise.NewTaskQueue(2)
		q.Start()
		add(t, q, exercise.Task{ID: 0, Run: func() {
			for id := 1; id <= 3; id++ {
				add(t, q, exercise.Task{ID: id, Run: func() { ran <- id }})
			}
			ran <- 0
		}})
		for n := range 4 {
			if _, ok := next(ran); !ok {
				t.Errorf("a task added three tasks, and one hour later %d of these four had run", n)
				break
			}
		}
		q.Shutdown()
	})
}

func TestAddTaskAfterShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := exercise.NewTaskQueue(2)
		q.Start()
		add(t, q, exercise.Task{ID: 1, Run: func() {}})
		q.Shutdown()
		var ran atomic.Bool
		for range 50 {
			if err := q.AddTask(exercise.Task{ID: 2, Run: func() { ran.Store(true) }}); err == nil {
				t.Errorf("AddTask returned nil after Shutdown had returned; want an error")
				break
			}
		}
		q.Shutdown()
		pause(time.Second)
		if ran.Load() {
			t.Errorf("a task that was added after Shutdown ran")
		}
	})
}

// pause takes d of virtual time. It waits for a channel and does not sleep: should the clock have stopped,
// because somebody waits for a mutex, it counts among those that are blocked.
func pause(d time.Duration) { <-time.After(d) }

// next waits for a value for an hour of virtual time.
func next[T any](c <-chan T) (value T, ok bool) {
	select {
	case value = <-c:
		return value, true
	case <-time.After(time.Hour):
		return value, false
	}
}

// add wants the task to be accepted. Like all helpers it touches t only when something is wrong, and
// reports the first fault: the methods of t take a lock, and that could hide a race.
func add(t *testing.T, q *exercise.TaskQueue, task exercise.Task) {
	if err := q.AddTask(task); err != nil && !t.Failed() {
		t.Helper()
		t.Errorf("AddTask returned the error %q before Shutdown was called; want nil", err)
	}
}

// tally counts how often each of some tasks has run. No two tasks share anything in it.
type tally []atomic.Int32

func newTally(n int) tally { return make(tally, n) }

func (c tally) count(id int) { c[id].Add(1) }

func (c tally) wantOnce(t *testing.T) {
	t.Helper()
	for id := range c {
		if runs := c[id].Load(); runs != 1 && !t.Failed() {
			t.Errorf("task %d of %d had run %d times when Shutdown returned; want once", id, len(c), runs)
		}
	}
}

// wantOrder receives the priorities of tasks in the order in which they ran, and compares them.
func wantOrder(t *testing.T, ran <-chan int, want []int) {
	t.Helper()
	var got []int
	for range want {
		priority, ok := next(ran)
		if !ok {
			break
		}
		got = append(got, priority)
	}
	if !slices.Equal(got, want) && !t.Failed() {
		t.Errorf("the only worker ran tasks of these priorities, in this order: %v; want %v", got, want)
	}
}
