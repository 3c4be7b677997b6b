package exercise

import "sync"

// The loop counts from 0 to numWorkers, both included.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for i := 0; i <= numWorkers; i++ {
		wg.Add(1)
		go func() {
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
