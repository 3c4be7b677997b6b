package exercise

// jobs can only be received from.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	for range numWorkers {
		go func() {
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
	close(jobs)
}
