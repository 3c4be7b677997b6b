// Package exercise shares work among a fixed number of goroutines.
package exercise

import "sync"

// workerPool lets numWorkers goroutines process the jobs, sends their results, and closes results when
// all is done. It returns at once.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var workers sync.WaitGroup
	for range numWorkers {
		workers.Go(func() {
			for job := range jobs {
				results <- process(job)
			}
		})
	}
	go func() {
		workers.Wait()
		close(results)
	}()
}
