package exercise

import "sync"

// The list has room for each worker, and is used for each job.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	done := make([]bool, numWorkers)
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				result := process(job)
				done[job.ID] = true
				results <- result
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
