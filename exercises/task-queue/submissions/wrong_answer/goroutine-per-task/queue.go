package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue starts a goroutine for every task, whatever number of workers it was told.
type TaskQueue struct {
	mu      sync.Mutex
	running sync.WaitGroup
	waiting byPriority
	started bool
	closed  bool
}

func NewTaskQueue(workers int) *TaskQueue { return &TaskQueue{} }

func (q *TaskQueue) Start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.started = true
	for len(q.waiting) > 0 {
		q.running.Go(heap.Pop(&q.waiting).(Task).Run)
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.closed:
		return errShutdown
	case q.started:
		q.running.Go(task.Run)
	default:
		heap.Push(&q.waiting, task)
	}
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.running.Wait()
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
