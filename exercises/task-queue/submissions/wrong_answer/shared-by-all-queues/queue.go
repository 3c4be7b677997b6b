package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// All queues of the program share these.
var (
	mu      sync.Mutex
	waiting byPriority
)

type TaskQueue struct {
	workers int
	changed *sync.Cond
	running sync.WaitGroup
	closed  bool
}

func NewTaskQueue(workers int) *TaskQueue {
	return &TaskQueue{workers: workers, changed: sync.NewCond(&mu)}
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
	mu.Lock()
	defer mu.Unlock()
	for len(waiting) == 0 && !q.closed {
		q.changed.Wait()
	}
	if len(waiting) == 0 {
		return Task{}, false
	}
	return heap.Pop(&waiting).(Task), true
}

func (q *TaskQueue) AddTask(task Task) error {
	mu.Lock()
	defer mu.Unlock()
	if q.closed {
		return errShutdown
	}
	heap.Push(&waiting, task)
	q.changed.Signal()
	return nil
}

func (q *TaskQueue) Shutdown() {
	mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	mu.Unlock()
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
