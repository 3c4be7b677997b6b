package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

type TaskQueue struct {
	workers int

	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
	closed  bool
	pending sync.WaitGroup
	started bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	return q
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	q.started = true
	q.mu.Unlock()
	for range q.workers {
		go q.work()
	}
}

func (q *TaskQueue) work() {
	for {
		task := q.take()
		task.Run()
		q.pending.Done()
	}
}

func (q *TaskQueue) take() Task {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 {
		q.changed.Wait()
	}
	return heap.Pop(&q.waiting).(Task)
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errShutdown
	}
	q.pending.Add(1)
	heap.Push(&q.waiting, task)
	q.changed.Signal()
	return nil
}

// All tasks have run, and nobody tells the workers that they may go.
func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	started := q.started
	q.mu.Unlock()
	if started {
		q.pending.Wait()
	}
}

type byPriority []Task

func (h byPriority) Len() int           { return len(h) }
func (h byPriority) Less(i, j int) bool { return h[i].Priority > h[j].Priority }
func (h byPriority) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byPriority) Push(task any)     { *h = append(*h, task.(Task)) }
func (h *byPriority) Pop() any {
	last := len(*h) - 1
	task := (*h)[last]
	*h = (*h)[:last]
	return task
}
