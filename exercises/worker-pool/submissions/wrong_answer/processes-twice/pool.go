package exercise

import "sync"

// process is called once to look at its result, and once more to send it.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				if process(job).JobID == job.ID {
					results <- process(job)
				}
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
