package exercise_test

import (
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// Each job is given only when the result of the one before has come back.
func TestResultsComeWhileJobsAreStillGiven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newQuickWork(t)
		jobs, results := make(chan exercise.Job), make(chan exercise.Result)
		exercise.RacewayWorkerPool(jobs, results, 3)
		for id := 0; id < 10 && !t.Failed(); id++ {
			select {
			case jobs <- exercise.Job{ID: id}:
				wantNext(t, results, exercise.Result{JobID: id, Output: w.output(id)})
			case _, open := <-results:
				wantNoMore(t, open)
			}
		}
		close(jobs)
		for extra := 0; extra < 20; extra++ {
			if _, open := <-results; !open {
				return
			}
			wantNoMore(t, true)
		}
	})
}

func wantNext(t *testing.T, results <-chan exercise.Result, want exercise.Result) {
	t.Helper()
	select {
	case result, open := <-results:
		if !open {
			t.Errorf("results was closed while jobs were still given")
		} else if result != want {
			t.Errorf("the result of job %d is not what process returned for it", want.JobID)
		}
	case <-time.After(time.Hour):
		t.Errorf("job %d was given, and no result came back while jobs stayed open", want.JobID)
	}
}

func wantNoMore(t *testing.T, open bool) {
	t.Helper()
	switch {
	case t.Failed():
	case open:
		t.Errorf("more results came than jobs were given")
	default:
		t.Errorf("results was closed while jobs were still given")
	}
}

// Real time: the workers queue for the receiver, whatever they hold meanwhile.
func TestSlowReceiver(t *testing.T) {
	const n = 24
	w := newQuickWork(t)
	results, slow := make(chan exercise.Result), make(chan exercise.Result)
	exercise.RacewayWorkerPool(jobsUpTo(n), results, 6)
	go func() {
		defer close(slow)
		for result := range results {
			time.Sleep(200 * time.Microsecond)
			slow <- result
		}
	}()
	wantResults(t, slow, n, w.output)
}

// The pools have jobs, workers and results of their own, and share only the time.
func TestSeveralPoolsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n = 8
		w := newWork(t, n, always(time.Second))
		all := make([]chan exercise.Result, 3)
		for i := range all {
			all[i] = make(chan exercise.Result, n)
			exercise.RacewayWorkerPool(jobsUpTo(n), all[i], 2)
		}
		for _, results := range all {
			wantResults(t, results, n, w.output)
		}
		if peak := w.peak.Load(); peak != 6 {
			t.Errorf("at the busiest moment %d calls of process were under way; want 6, with 3 pools of 2 workers each", peak)
		}
	})
}
