package exercise

import "sync"

// A closed channel gives zero values without end, and no worker ever leaves.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for {
				job := <-jobs
				results <- process(job)
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
