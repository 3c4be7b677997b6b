package exercise

import "sync"

// Nobody ever tells the goroutine that counts results to stop.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	counted := make(chan int)
	go func() {
		total := 0
		for n := range counted {
			total += n
		}
	}()
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job := range jobs {
				results <- process(job)
				counted <- 1
			}
		})
	}
	go func() {
		wg.Wait()
		close(results)
	}()
}
