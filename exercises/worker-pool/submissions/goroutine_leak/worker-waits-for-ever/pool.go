package exercise

import "sync/atomic"

// Each worker says that it has left, and only one of them is heard.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	left := new(atomic.Int64)
	left.Store(int64(numWorkers))
	done := make(chan struct{})
	for range numWorkers {
		go func() {
			for job := range jobs {
				results <- process(job)
			}
			if left.Add(-1) == 0 {
				close(results)
			}
			done <- struct{}{}
		}()
	}
	go func() { <-done }()
}
