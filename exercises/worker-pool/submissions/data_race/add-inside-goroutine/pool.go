package exercise

import "sync"

// Wait may come before the first Add, and results is closed too early.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		go func() {
			wg.Add(1)
			defer wg.Done()
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
