package exercise_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// Every set of failures among up to four tasks. They return at once and share nothing, so that nothing
// but RunAll orders one after another.
func TestEverySetOfFailures(t *testing.T) {
	for n := 1; n <= 4; n++ {
		for set := range 1 << n {
			synctest.Test(t, func(t *testing.T) {
				tasks, wantResults := make([]task, n), make([]int, n)
				var wantErr error
				for i := range tasks {
					number := 1 + rand.IntN(1000)
					if set>>i&1 == 0 {
						wantResults[i] = number
						tasks[i] = func() (int, error) { return number, nil }
						continue
					}
					err := fmt.Errorf("failure of task %d of %d", i, n)
					if wantErr == nil {
						wantErr = err
					}
					tasks[i] = func() (int, error) { return number, err }
				}
				results, err := exercise.RunAll(tasks)
				want(t, results, wantResults, err, wantErr)
			})
			if t.Failed() {
				return
			}
		}
	}
}

// Forty tasks fail at nearly the same time.
func TestAllTasksFail(t *testing.T) {
	for range 5 {
		synctest.Test(t, func(t *testing.T) {
			tasks, errs := make([]task, 40), make([]error, 40)
			for i := range tasks {
				errs[i] = fmt.Errorf("failure of task %d of 40", i)
				tasks[i] = func() (int, error) { return -i, errs[i] }
			}
			results, err := exercise.RunAll(tasks)
			want(t, results, make([]int, 40), err, errs[0])
		})
	}
}

// Some tasks fail, in any order of time: the first of them in the list fails first, last or in between.
func TestErrorsInAnyOrderOfTime(t *testing.T) {
	const n = 9
	for _, failing := range [][]int{{2, 5}, {0, 4, 8}, {1, 2, 3}, {7, 8}} {
		for first := range failing {
			synctest.Test(t, func(t *testing.T) {
				takes := make([]time.Duration, n)
				for i, second := range rand.Perm(n) {
					takes[i] = time.Duration(second+1) * time.Second
				}
				// Of those that fail, the one in place first is the quickest.
				for _, i := range failing {
					if quick := failing[first]; takes[i] < takes[quick] {
						takes[i], takes[quick] = takes[quick], takes[i]
					}
				}
				tasks, wantResults := make([]task, n), make([]int, n)
				for i := range tasks {
					wantResults[i] = rand.IntN(1000)
					tasks[i] = returns(takes[i], wantResults[i])
				}
				var wantErr error
				for at := len(failing) - 1; at >= 0; at-- {
					i := failing[at]
					wantErr = errors.New("failure of task " + fmt.Sprint(i))
					tasks[i], wantResults[i] = fails(takes[i], 1000+i, wantErr), 0
				}
				start := time.Now()
				results, err := exercise.RunAll(tasks)
				want(t, results, wantResults, err, wantErr)
				wantTime(t, start, n*time.Second)
			})
			if t.Failed() {
				return
			}
		}
	}
}
