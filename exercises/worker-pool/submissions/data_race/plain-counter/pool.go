package exercise

// The workers count each other without a lock.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	left := numWorkers
	for range numWorkers {
		go func() {
			for job := range jobs {
				results <- process(job)
			}
			left--
			if left == 0 {
				close(results)
			}
		}()
	}
}
