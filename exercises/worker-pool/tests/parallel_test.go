package exercise_test

import (
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestAllWorkersAtOnceAndNeverMore(t *testing.T) {
	for _, c := range []struct{ jobs, workers, rounds int }{
		{12, 4, 3}, {5, 2, 3}, {7, 7, 1}, {3, 1, 3}, {40, 8, 5},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWork(t, c.jobs, always(time.Second))
			start := time.Now()
			results := make(chan exercise.Result)
			exercise.RacewayWorkerPool(jobsUpTo(c.jobs), results, c.workers)
			wantResults(t, results, c.jobs, w.output)
			w.check(t, c.workers, c.workers)
			if took := time.Since(start); took >= time.Duration(c.rounds)*time.Second+time.Second/2 {
				t.Errorf("%d jobs of 1s each took %v with %d workers; want %ds", c.jobs, took, c.workers, c.rounds)
			}
		})
	}
}

func TestMoreWorkersThanJobs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWork(t, 3, always(time.Second))
		results := make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobsUpTo(3), results, 20)
		wantResults(t, results, 3, w.output)
		w.check(t, 20, 3)
	})
}

// The first call takes as long as all the others together.
func TestNoWorkerIdlesWhileJobsWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWork(t, 11, func(call int) time.Duration {
			if call == 0 {
				return 10 * time.Second
			}
			return time.Second
		})
		start := time.Now()
		results := make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobsUpTo(11), results, 2)
		wantResults(t, results, 11, w.output)
		w.check(t, 2, 2)
		if took := time.Since(start); took >= 10500*time.Millisecond {
			t.Errorf("a job of 10s and ten of 1s took %v with 2 workers; want 10s", took)
		}
	})
}

func TestNoJobsForAnyNumberOfWorkers(t *testing.T) {
	for _, workers := range []int{1, 2, 16} {
		synctest.Test(t, func(t *testing.T) {
			newWork(t, 0, always(time.Second))
			results := make(chan exercise.Result)
			exercise.RacewayWorkerPool(jobsUpTo(0), results, workers)
			wantResults(t, results, 0, nil)
		})
	}
}
