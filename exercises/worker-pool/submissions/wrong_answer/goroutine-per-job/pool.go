package exercise

import "sync"

// Every job gets a goroutine at once; numWorkers is forgotten.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		var wg sync.WaitGroup
		for job := range jobs {
			wg.Go(func() { results <- process(job) })
		}
		wg.Wait()
		close(results)
	}()
}
