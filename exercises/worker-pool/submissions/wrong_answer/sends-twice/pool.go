package exercise

import "sync"

// The result is sent once for the receiver, and once more to be sure.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				result := process(job)
				results <- result
				results <- result
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
