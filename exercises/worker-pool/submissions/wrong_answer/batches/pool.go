package exercise

import "sync"

// The next batch waits for the slowest job of the one before.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		defer close(results)
		for open := true; open; {
			var batch sync.WaitGroup
			for range numWorkers {
				job, ok := <-jobs
				if !ok {
					open = false
					break
				}
				batch.Go(func() { results <- process(job) })
			}
			batch.Wait()
		}
	}()
}
