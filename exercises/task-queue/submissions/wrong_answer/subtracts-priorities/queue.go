// Package exercise is a task queue: workers run the tasks that others add, the most urgent first.
package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue runs tasks on a fixed number of workers. Any number of goroutines may use it at once.
type TaskQueue struct {
	workers int
	running sync.WaitGroup

	mu      sync.Mutex
	changed *sync.Cond // something in waiting or closed has changed
	waiting byPriority
	closed  bool
}

// NewTaskQueue returns a queue for so many workers. They begin with Start.
func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	return q
}

// Start lets the workers begin.
func (q *TaskQueue) Start() {
	for range q.workers {
		q.running.Go(func() {
			for task, ok := q.take(); ok; task, ok = q.take() {
				task.Run()
			}
		})
	}
}

// take waits for a task. It returns false when there is none, and none will come.
func (q *TaskQueue) take() (Task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) == 0 && !q.closed {
		q.changed.Wait()
	}
	if len(q.waiting) == 0 {
		return Task{}, false
	}
	return heap.Pop(&q.waiting).(Task), true
}

// AddTask puts a task into the queue, unless Shutdown has begun.
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

// Shutdown refuses further tasks, and returns when all others have run and the workers have ended.
func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()
	q.running.Wait()
}

// byPriority is a heap with the highest priority on top.
type byPriority []Task

func (h byPriority) Len() int { return len(h) }

// Less subtracts, and the difference of two large numbers is no int any more.
func (h byPriority) Less(i, j int) bool { return h[i].Priority-h[j].Priority > 0 }
func (h byPriority) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byPriority) Push(task any)     { *h = append(*h, task.(Task)) }
func (h *byPriority) Pop() any {
	last := len(*h) - 1
	task := (*h)[last]
	(*h)[last] = Task{}
	*h = (*h)[:last]
	return task
}
