package exercise

import (
	"sync"
	"time"
)

// The progress meter ticks for ever.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				results <- process(job)
			}
		})
	}
	go func() {
		for range time.Tick(time.Minute) {
			_ = len(jobs)
		}
	}()
	go func() {
		wg.Wait()
		close(results)
	}()
}
