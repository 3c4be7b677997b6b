package exercise

type pool struct {
	jobs    <-chan Job
	results chan<- Result
	done    chan struct{}
}

func (p pool) work() {
	for job := range p.jobs {
		p.results <- process(job)
	}
	p.done <- struct{}{}
}

func (p pool) closeAfter(workers int) {
	for ; workers > 0; workers-- {
		<-p.done
	}
	close(p.results)
}

func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	p := pool{jobs, results, make(chan struct{})}
	for range numWorkers {
		go p.work()
	}
	go p.closeAfter(numWorkers)
}
