package exercise

import "time"

// Job is a piece of work.
type Job struct{ ID int }

// Result is what a job gives.
type Result struct{ JobID, Output int }

// process does the work of one job. It takes its time.
func process(job Job) Result {
	time.Sleep(10 * time.Millisecond)
	return Result{JobID: job.ID, Output: job.ID * job.ID}
}
