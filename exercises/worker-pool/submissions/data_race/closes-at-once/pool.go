package exercise

// Nobody waits for the workers before results is closed.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	for range numWorkers {
		go func() {
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
	close(results)
}
