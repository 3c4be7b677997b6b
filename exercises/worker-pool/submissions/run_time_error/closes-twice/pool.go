package exercise

import "sync"

// results is closed by the deferred call once more.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				results <- process(job)
			}
		})
	}
	go func() {
		defer close(results)
		wg.Wait()
		close(results)
	}()
}
