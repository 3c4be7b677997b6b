package exercise

// A worker that finds no more jobs closes results while others still send.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	for range numWorkers {
		go func() {
			defer close(results)
			for job := range jobs {
				results <- process(job)
			}
		}()
	}
}
