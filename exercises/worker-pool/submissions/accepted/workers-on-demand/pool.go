package exercise

// A worker is started when a job comes and none is idle, until there are numWorkers of them.
func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	go func() {
		work, gone := make(chan Job), make(chan bool)
		started := 0
		for job := range jobs {
			if started < numWorkers {
				started++
				go func() {
					defer func() { gone <- true }()
					for j, ok := job, true; ok; j, ok = <-work {
						results <- process(j)
					}
				}()
				continue
			}
			work <- job
		}
		close(work)
		for range started {
			<-gone
		}
		close(results)
	}()
}
