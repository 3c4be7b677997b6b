package exercise

// workerPool makes the channel of results itself.
func workerPool(jobs <-chan Job, numWorkers int) <-chan Result {
	results := make(chan Result)
	go func() {
		defer close(results)
		for job := range jobs {
			results <- process(job)
		}
	}()
	return results
}
