package exercise_test

import (
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestManyTasksAtTheSameTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 300
		tasks, wantResults := make([]task, n), make([]int, n)
		for i := range tasks {
			wantResults[i] = rand.IntN(1000)
			tasks[i] = returns(time.Second, wantResults[i])
		}
		start := time.Now()
		results, err := exercise.RunAll(tasks)
		want(t, results, wantResults, err, nil)
		wantTime(t, start, time.Second)
	})
}

// One task fails at once, or none does, and the others take their time.
func TestReturnsAfterTheLastTask(t *testing.T) {
	const n = 6
	for failing := -1; failing < n; failing++ {
		synctest.Test(t, func(t *testing.T) {
			var ended atomic.Int32
			var wantErr error
			tasks, wantResults := make([]task, n), make([]int, n)
			longest := time.Duration(0)
			for i, second := range rand.Perm(n) {
				takes, number := time.Duration(second+1)*time.Second, 1+rand.IntN(1000)
				var err error
				if i == failing {
					wantErr = errors.New("a task failed at once")
					takes, err = 0, wantErr
				} else {
					wantResults[i] = number
				}
				longest = max(longest, takes)
				tasks[i] = func() (int, error) {
					time.Sleep(takes)
					ended.Add(1)
					return number, err
				}
			}
			start := time.Now()
			results, err := exercise.RunAll(tasks)
			if got := ended.Load(); got != n {
				t.Errorf("RunAll returned when %d of %d tasks had ended", got, n)
			}
			want(t, results, wantResults, err, wantErr)
			wantTime(t, start, longest)
		})
		if t.Failed() {
			return
		}
	}
}

// Every other task fails when it is called for the first time, and would not fail again.
func TestEachTaskIsCalledOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 200
		errFirst := errors.New("the first call fails")
		calls := make([]atomic.Int32, n)
		tasks, wantResults := make([]task, n), make([]int, n)
		for i := range tasks {
			if i%2 == 1 {
				wantResults[i] = i
			}
			tasks[i] = func() (int, error) {
				if calls[i].Add(1) == 1 && i%2 == 0 {
					return 0, errFirst
				}
				return i, nil
			}
		}
		results, err := exercise.RunAll(tasks)
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("task %d was called %d times; want 1", i, got)
				break
			}
		}
		want(t, results, wantResults, err, errFirst)
	})
}

// Several callers run the same list, and one of its tasks calls RunAll itself. Afterwards the list is as
// it was, and so is what each call returned.
func TestCallsSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const callers = 4
		tasks := []task{
			returns(time.Second, 1),
			func() (int, error) {
				inner, err := exercise.RunAll([]task{returns(time.Second, 10), returns(2*time.Second, 20)})
				if err != nil || len(inner) != 2 {
					return -1, nil
				}
				return inner[0] + inner[1], nil
			},
			func() (int, error) { return 3, nil },
		}
		start := time.Now()
		var results [callers][]int
		var errs [callers]error
		var wg sync.WaitGroup
		for i := range callers {
			wg.Go(func() { results[i], errs[i] = exercise.RunAll(tasks) })
		}
		wg.Wait()
		wantTime(t, start, 2*time.Second)
		other, err := exercise.RunAll([]task{returns(0, 7), returns(0, 8), returns(0, 9)})
		want(t, other, []int{7, 8, 9}, err, nil)
		for i := range callers {
			want(t, results[i], []int{1, 30, 3}, errs[i], nil)
		}
		again, err := exercise.RunAll(tasks)
		want(t, again, []int{1, 30, 3}, err, nil)
		want(t, other, []int{7, 8, 9}, nil, nil)
	})
}
