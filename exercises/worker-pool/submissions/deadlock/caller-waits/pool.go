package exercise

import "sync"

// The caller waits for the workers, and the workers wait for the caller to receive.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
	wg.Wait()
	close(results)
}
