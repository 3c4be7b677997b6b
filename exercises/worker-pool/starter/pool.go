// Package exercise shares work among a fixed number of goroutines.
package exercise

// workerPool processes the jobs one after the other while its caller waits. Make it a pool: let
// numWorkers goroutines share the jobs, and return at once.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	for job := range jobs {
		results <- process(job)
	}
	close(results)
}
