package exercise

import "sync"

// A goroutine for each job; a buffered channel lets numWorkers of them work at a time.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		defer close(results)
		slots := make(chan struct{}, numWorkers)
		var wg sync.WaitGroup
		for job := range jobs {
			slots <- struct{}{}
			wg.Add(1)
			go func() {
				defer wg.Done()
				result := process(job)
				<-slots
				results <- result
			}()
		}
		wg.Wait()
	}()
}
