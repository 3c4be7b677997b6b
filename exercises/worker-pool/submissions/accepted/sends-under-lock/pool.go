package exercise

import "sync"

func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		var wg sync.WaitGroup
		var taking, sending sync.Mutex
		for range numWorkers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for {
					taking.Lock()
					job, ok := <-jobs
					taking.Unlock()
					if !ok {
						return
					}
					result := process(job)
					sending.Lock()
					results <- result
					sending.Unlock()
				}
			}()
		}
		wg.Wait()
		close(results)
	}()
}
