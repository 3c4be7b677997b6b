package exercise_test

import (
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// Jobs wait in a closed channel and results has room for all: no worker is ordered after another, unless
// by what the pool itself does.
func TestManyJobsAndManyWorkers(t *testing.T) {
	const n = 200
	for _, workers := range []int{2, 8, 32} {
		synctest.Test(t, func(t *testing.T) {
			w := newQuickWork(t)
			results := make(chan exercise.Result, n)
			exercise.RacewayWorkerPool(jobsUpTo(n), results, workers)
			wantResults(t, results, n, w.output)
		})
	}
}

// A worker that finds no job is done long before the other one sends its result.
func TestResultsStaysOpenForTheLastJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWork(t, 1, always(time.Second))
		results := make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobsUpTo(1), results, 2)
		time.Sleep(2 * time.Second)
		wantResults(t, results, 1, w.output)
		w.check(t, 2, 1)
	})
}

// The workers' channels change hands one by one: nothing is buffered.
func TestUnbufferedChannels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 100
		w := newQuickWork(t)
		jobs, results := make(chan exercise.Job), make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobs, results, 4)
		go func() {
			defer close(jobs)
			for id := range n {
				jobs <- exercise.Job{ID: id}
			}
		}()
		wantResults(t, results, n, w.output)
	})
}
