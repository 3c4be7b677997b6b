package exercise

import "sync"

// queue takes in every job there is; its workers take the newest one first.
type queue struct {
	mu      sync.Mutex
	changed *sync.Cond
	waiting []Job
	closed  bool
}

func (q *queue) fill(jobs <-chan Job) {
	for job := range jobs {
		q.mu.Lock()
		q.waiting = append(q.waiting, job)
		q.mu.Unlock()
		q.changed.Signal()
	}
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.changed.Broadcast()
}

func (q *queue) take() (Job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed {
		q.changed.Wait()
	}
	if len(q.waiting) == 0 {
		return Job{}, false
	}
	last := len(q.waiting) - 1
	job := q.waiting[last]
	q.waiting = q.waiting[:last]
	return job, true
}

func workerPool(jobs <-chan Job, results chan<- Result, numWorkers int) {
	q := &queue{}
	q.changed = sync.NewCond(&q.mu)
	go q.fill(jobs)
	var wg sync.WaitGroup
	for range numWorkers {
		wg.Go(func() {
			for job, ok := q.take(); ok; job, ok = q.take() {
				results <- process(job)
			}
		})
	}
	go func() { wg.Wait(); close(results) }()
}
