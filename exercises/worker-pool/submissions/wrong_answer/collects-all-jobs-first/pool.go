package exercise

import "sync"

// No job is begun before the last one has been given.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		var all []Job
		for job := range jobs {
			all = append(all, job)
		}
		work := make(chan Job, len(all))
		for _, job := range all {
			work <- job
		}
		close(work)
		var wg sync.WaitGroup
		for range numWorkers {
			wg.Go(func() {
				for job := range work {
					results <- process(job)
				}
			})
		}
		wg.Wait()
		close(results)
	}()
}
