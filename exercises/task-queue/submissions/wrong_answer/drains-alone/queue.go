package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

type TaskQueue struct {
	workers int
	running sync.WaitGroup

	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
	closed  bool
	started bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	return q
}

func (q *TaskQueue) Start() {
	q.started = true
	for range q.workers {
		q.running.Go(q.work)
	}
}

func (q *TaskQueue) work() {
	for task, ok := q.take(); ok; task, ok = q.take() {
		task.Run()
	}
}

func (q *TaskQueue) take() (Task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed {
		q.changed.Wait()
	}
	if q.closed {
		return Task{}, false
	}
	return heap.Pop(&q.waiting).(Task), true
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errShutdown
	}
	heap.Push(&q.waiting, task)
	q.changed.Signal()
	return nil
}

// The workers are sent home, and Shutdown runs the rest one by one.
func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()
	q.running.Wait()
	for q.started {
		q.mu.Lock()
		if len(q.waiting) == 0 {
			q.mu.Unlock()
			return
		}
		task := heap.Pop(&q.waiting).(Task)
		q.mu.Unlock()
		task.Run()
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
