package exercise_test

import (
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

// work stands in for process: it counts calls, per job and at once, and takes as long as a test wants.
type work struct {
	salt   int
	calls  []atomic.Int32
	active atomic.Int32
	peak   atomic.Int32
}

// newWork makes process count, and take takes(n) of virtual time in its n-th call, counted from 0.
func newWork(t *testing.T, jobs int, takes func(call int) time.Duration) *work {
	w := &work{salt: rand.Int(), calls: make([]atomic.Int32, jobs)}
	var started atomic.Int32
	replaceProcess(t, func(job exercise.Job) exercise.Result {
		call := int(started.Add(1)) - 1
		active := w.active.Add(1)
		for peak := w.peak.Load(); active > peak && !w.peak.CompareAndSwap(peak, active); peak = w.peak.Load() {
		}
		if job.ID >= 0 && job.ID < jobs {
			w.calls[job.ID].Add(1)
		}
		time.Sleep(takes(call))
		w.active.Add(-1)
		return exercise.Result{JobID: job.ID, Output: w.output(job.ID)}
	})
	return w
}

// newQuickWork makes process touch nothing that two calls share, so that it orders no two workers and
// hides no race between them.
func newQuickWork(t *testing.T) *work {
	w := &work{salt: rand.Int()}
	replaceProcess(t, func(job exercise.Job) exercise.Result {
		return exercise.Result{JobID: job.ID, Output: w.output(job.ID)}
	})
	return w
}

func replaceProcess(t *testing.T, f func(exercise.Job) exercise.Result) {
	exercise.RacewayProcess(f)
	t.Cleanup(func() { exercise.RacewayProcess(nil) })
}

func (w *work) output(id int) int { return w.salt ^ id }

// check asserts that every job was processed once, and that peak calls were under way at the busiest moment.
func (w *work) check(t *testing.T, workers, peak int) {
	t.Helper()
	for id := range w.calls {
		if calls := w.calls[id].Load(); calls != 1 {
			t.Errorf("process was called %d times for job %d; want 1", calls, id)
			break
		}
	}
	if got := int(w.peak.Load()); got != peak {
		t.Errorf("at the busiest moment %d calls of process were under way; want %d, with %d workers and %d jobs",
			got, peak, workers, len(w.calls))
	}
}

func always(d time.Duration) func(int) time.Duration {
	return func(int) time.Duration { return d }
}
