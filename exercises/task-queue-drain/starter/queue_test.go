package exercise_test

import (
	"context"
	"errors"
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

func TestShutdownInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 20
		runs := newTally(n)
		q := exercise.NewTaskQueue(3)
		q.Start()
		for id := range n {
			add(t, q, exercise.Task{ID: id, Run: func(context.Context) {
				pause(10 * time.Millisecond)
				runs.count(id)
			}})
		}
		wantNil(t, q.Shutdown(within(t, time.Minute)))
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
			add(t, q, exercise.Task{ID: id, Priority: priority, Run: func(context.Context) { ran <- priority }})
		}
		pause(time.Second)
		q.Start()
		wantOrder(t, ran, []int{8, 8, 7, 4, 2, 2, 1, 1})
		q.Shutdown(context.Background())
	})
}

// One task runs until it is cancelled, for an hour at most, and another waits behind it. The clock goes on
// until both have ended whatever happens: else they would look like a leak.
func TestShutdownCutShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer pause(2 * time.Hour)
		cancelled := make(chan bool, 1)
		var waitingRan atomic.Bool
		q := exercise.NewTaskQueue(1)
		q.Start()
		add(t, q, exercise.Task{ID: 1, Priority: 1, Run: func(ctx context.Context) {
			cancelled <- doneWithin(ctx, time.Hour)
		}})
		pause(time.Second)
		add(t, q, exercise.Task{ID: 2, Run: func(context.Context) { waitingRan.Store(true) }})
		pause(time.Second)
		began := time.Now()
		err := q.Shutdown(within(t, 5*time.Second))
		if took := time.Since(began); took != 5*time.Second {
			t.Errorf("Shutdown got a context with 5s to go and returned after %v", took)
		}
		wantError(t, err, context.DeadlineExceeded)
		if ok, started := next(cancelled); (!ok || !started) && !t.Failed() {
			t.Errorf("Shutdown was cut short, and the context of the running task was not done")
		}
		pause(time.Second)
		if waitingRan.Load() && !t.Failed() {
			t.Errorf("Shutdown was cut short, and a task that was waiting then ran afterwards")
		}
	})
}

func TestAddTaskAfterShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := exercise.NewTaskQueue(2)
		q.Start()
		add(t, q, exercise.Task{ID: 1, Run: func(context.Context) {}})
		wantNil(t, q.Shutdown(context.Background()))
		var ran atomic.Bool
		for range 50 {
			if err := q.AddTask(exercise.Task{ID: 2, Run: func(context.Context) { ran.Store(true) }}); err == nil {
				t.Errorf("AddTask returned nil after Shutdown had returned; want an error")
				break
			}
		}
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

// doneWithin waits until ctx is done, for d at most.
func doneWithin(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return true
	case <-time.After(d):
		return false
	}
}

// within returns a context that is done after d.
func within(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

// add wants the task to be accepted. Like all helpers it touches t only when something is wrong, and
// reports the first fault: the methods of t take a lock, and that could hide a race.
func add(t *testing.T, q *exercise.TaskQueue, task exercise.Task) {
	if err := q.AddTask(task); err != nil && !t.Failed() {
		t.Helper()
		t.Errorf("AddTask returned the error %q before Shutdown was called; want nil", err)
	}
}

func wantNil(t *testing.T, err error) {
	if err != nil && !t.Failed() {
		t.Helper()
		t.Errorf("Shutdown returned the error %q, and its context was not done; want nil", err)
	}
}

func wantError(t *testing.T, err, want error) {
	if !errors.Is(err, want) && !t.Failed() {
		t.Helper()
		t.Errorf("Shutdown returned the error %v; want %q, which is what Err of its context returns", err, want)
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
