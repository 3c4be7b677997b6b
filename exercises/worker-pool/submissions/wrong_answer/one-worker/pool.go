package exercise

// One goroutine does it all.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		defer close(results)
		for job := range jobs {
			results <- process(job)
		}
	}()
}
