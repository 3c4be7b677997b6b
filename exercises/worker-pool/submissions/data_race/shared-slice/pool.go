package exercise

import "sync"

// The workers append to one slice without a lock.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	var all []Result
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				all = append(all, process(job))
			}
		})
	}
	go func() {
		wg.Wait()
		for _, result := range all {
			results <- result
		}
		close(results)
	}()
}
