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
// result, with the output that process gives for it. It reports the first fault only.
func wantResults(t *testing.T, results <-chan exercise.Result, n int, output func(id int) int) {
	t.Helper()
	received, times := 0, make([]int, n)
	for result := range results {
		switch id := result.JobID; {
		case received > 3*n+10:
			t.Fatalf("after %d results of %d jobs results was still open, and more came", received, n)
		case t.Failed():
		case id < 0 || id >= n:
			t.Errorf("there is a result of job %d, which was never given", id)
		case times[id] > 0:
			t.Errorf("job %d gave a second result", id)
		case result.Output != output(id):
			t.Errorf("the result of job %d is not what process returned for it", id)
		default:
			times[id]++
		}
		received++
	}
	for id, got := range times {
		if got == 0 && !t.Failed() {
			t.Errorf("results was closed, and there was no result of job %d", id)
		}
	}
}
