package exercise_test

import (
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// All of these run in virtual time: time.Sleep returns as soon as every goroutine waits. When a test has
// returned and one of its goroutines is still blocked, synctest panics: that goroutine would be a leak.

func TestEveryJobGivesOneResult(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		results := make(chan exercise.Result, 12)
		exercise.RacewayWorkerPool(jobsUpTo(12), results, 4)
		wantResults(t, results, 12, func(id int) int { return id * id })
	})
}

func TestWorkersShareTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		results := make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobsUpTo(12), results, 4)
		wantResults(t, results, 12, func(id int) int { return id * id })
		if took := time.Since(start); took >= 35*time.Millisecond {
			t.Errorf("12 jobs of 10ms each took %v with 4 workers; want 30ms", took)
		}
	})
}

func TestNoJobs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		results := make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobsUpTo(0), results, 3)
		wantResults(t, results, 0, nil)
	})
}

// jobsUpTo returns a closed channel that holds the jobs 0 … n-1.
func jobsUpTo(n int) <-chan exercise.Job {
	jobs := make(chan exercise.Job, n)
	for id := range n {
		jobs <- exercise.Job{ID: id}
	}
	close(jobs)
	return jobs
}

// wantResults receives until results is closed, and checks that each of the jobs 0 … n-1 gave one
// result, with the output that process gives for it.
func wantResults(t *testing.T, results <-chan exercise.Result, n int, output func(id int) int) {
	t.Helper()
	times := make([]int, n)
	for result := range results {
		if result.JobID < 0 || result.JobID >= n {
			t.Errorf("there is a result of job %d, which was never given", result.JobID)
			continue
		}
		times[result.JobID]++
		if result.Output != output(result.JobID) {
			t.Errorf("the result of job %d is not what process returned for it", result.JobID)
		}
	}
	for id, got := range times {
		if got != 1 {
			t.Errorf("results was closed after %d results of job %d; want 1", got, id)
		}
	}
}
