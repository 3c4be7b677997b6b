package exercise

import "sync"

func worker(jobs <-chan Job, results chan<- Result, wg *sync.WaitGroup) {
	defer wg.Done()
	for job := range jobs {
		results <- process(job)
	}
}

func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	wg := &sync.WaitGroup{}
	wg.Add(numWorkers)
	for i := 0; i < numWorkers; i++ {
		go worker(jobs, results, wg)
	}
	go func(wg *sync.WaitGroup) {
		wg.Wait()
		close(results)
	}(wg)
}
