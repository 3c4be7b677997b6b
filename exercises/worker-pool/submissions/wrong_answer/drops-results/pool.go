package exercise

import "sync"

// A result that nobody is waiting for at that moment is thrown away.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				select {
				case results <- process(job):
				default:
				}
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
