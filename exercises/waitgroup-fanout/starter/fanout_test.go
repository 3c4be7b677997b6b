package exercise_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// All of these run in virtual time: time.Sleep returns as soon as every goroutine waits. When a test has
// returned and one of its goroutines is still blocked or asleep, synctest panics: that goroutine would
// be a leak.

func TestQuickTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tasks, squares := make([]task, 20), make([]int, 20)
		for i := range tasks {
			squares[i] = i * i
			tasks[i] = func() (int, error) { return i * i, nil }
		}
		results, err := exercise.RunAll(tasks)
		want(t, results, squares, err, nil)
	})
}

// The later a task stands in the list, the sooner it ends.
func TestTasksRunAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		results, err := exercise.RunAll([]task{
			returns(3*time.Second, 30),
			returns(2*time.Second, 20),
			returns(time.Second, 10),
		})
		want(t, results, []int{30, 20, 10}, err, nil)
		wantTime(t, start, 3*time.Second)
	})
}

// The task that fails last is the first one in the list.
func TestErrorOfTheFirstTaskThatFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		errDisk, errNetwork := errors.New("disk full"), errors.New("network down")
		results, err := exercise.RunAll([]task{
			returns(time.Second, 1),
			fails(2*time.Second, 22, errDisk),
			returns(3*time.Second, 3),
			fails(time.Second, 44, errNetwork),
		})
		want(t, results, []int{1, 0, 3, 0}, err, errDisk)
	})
}

func TestNoTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, tasks := range [][]task{nil, {}} {
			results, err := exercise.RunAll(tasks)
			want(t, results, nil, err, nil)
		}
	})
}

type task = func() (int, error)

// returns gives a task that takes some time and then returns the result.
func returns(takes time.Duration, result int) task {
	return func() (int, error) {
		time.Sleep(takes)
		return result, nil
	}
}

// fails gives a task that takes some time and then fails. The number beside its error means nothing.
func fails(takes time.Duration, number int, err error) task {
	return func() (int, error) {
		time.Sleep(takes)
		return number, err
	}
}

// want compares what RunAll returned with what it should have, and reports the first fault only.
func want(t *testing.T, results, wantResults []int, err, wantErr error) {
	t.Helper()
	switch {
	case t.Failed():
		return
	case err != wantErr:
		t.Errorf("RunAll returned the error %v; want %v", err, wantErr)
		return
	case len(results) != len(wantResults):
		t.Errorf("RunAll returned %d results for %d tasks", len(results), len(wantResults))
		return
	}
	for i, result := range results {
		if result != wantResults[i] {
			t.Errorf("RunAll returned %d as the result of task %d; want %d", result, i, wantResults[i])
			return
		}
	}
}

// wantTime asserts that RunAll took as long as its longest task, by the clock of the bubble.
func wantTime(t *testing.T, start time.Time, longest time.Duration) {
	t.Helper()
	if took := time.Since(start); took != longest && !t.Failed() {
		t.Errorf("RunAll took %v; want %v, which is what the longest task takes", took, longest)
	}
}
