package exercise

// Nobody tells the receiver that all is done.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	for range numWorkers {
		go func() {
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
}
