package exercise

import (
	"container/heap"
	"errors"
	"sync"
	"sync/atomic"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue tells its workers without the lock that it is closed: one that is between its look at closed
// and its Wait does not hear of it.
type TaskQueue struct {
	workers int
	running sync.WaitGroup
	closed  atomic.Bool

	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	return q
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.running.Go(func() {
			for task, ok := q.take(); ok; task, ok = q.take() {
				task.Run()
			}
		})
	}
}

func (q *TaskQueue) take() (Task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed.Load() {
		q.changed.Wait()
	}
	if len(q.waiting) == 0 {
		return Task{}, false
	}
	return heap.Pop(&q.waiting).(Task), true
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed.Load() {
		return errShutdown
	}
	heap.Push(&q.waiting, task)
	q.changed.Signal()
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.closed.Store(true)
	q.changed.Broadcast()
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
