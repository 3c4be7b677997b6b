package exercise

import (
	"sync/atomic"
	"time"
)

// Job is a piece of work.
type Job struct{ ID int }

// Result is what a job gives.
type Result struct{ JobID, Output int }

var racewayProcess atomic.Pointer[func(Job) Result]

// RacewayProcess makes process call f instead of doing its own work, until it is called again; nil stands
// for its own work.
func RacewayProcess(f func(Job) Result) {
	if f == nil {
		racewayProcess.Store(nil)
		return
	}
	racewayProcess.Store(&f)
}

func process(job Job) Result {
	if f := racewayProcess.Load(); f != nil {
		return (*f)(job)
	}
	time.Sleep(10 * time.Millisecond)
	return Result{JobID: job.ID, Output: job.ID * job.ID}
}
