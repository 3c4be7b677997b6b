package exercise

import "sync/atomic"

// The worker that leaves last closes results.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	left := new(atomic.Int64)
	left.Store(int64(numWorkers))
	for id := 0; id < numWorkers; id++ {
		go func() {
			defer func() {
				if left.Add(-1) == 0 {
					close(results)
				}
			}()
			for {
				job, more := <-jobs
				if !more {
					return
				}
				results <- process(job)
			}
		}()
	}
}
