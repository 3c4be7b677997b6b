package exercise

import "sync"

// A worker that finds no job at all leaves without saying so.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	var wg sync.WaitGroup
	wg.Add(numWorkers)
	for range numWorkers {
		go func() {
			job, ok := <-jobs
			if !ok {
				return
			}
			defer wg.Done()
			for ; ok; job, ok = <-jobs {
				results <- process(job)
			}
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
