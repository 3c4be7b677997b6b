package exercise

import "sync/atomic"

// The goroutine that closes results asks over and over again whether all workers have left.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var left atomic.Int64
	left.Store(int64(numWorkers))
	for range numWorkers {
		go func() {
			defer left.Add(-1)
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
	go func() {
		for left.Load() > 0 {
		}
		close(results)
	}()
}
