package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue has a dispatcher, which takes the next task before a worker is free for it. What comes
// meanwhile cannot overtake that one.
type TaskQueue struct {
	workers int
	running sync.WaitGroup
	work    chan Task

	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
	closed  bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers, work: make(chan Task)}
	q.changed = sync.NewCond(&q.mu)
	return q
}

func (q *TaskQueue) Start() {
	q.running.Go(q.dispatch)
	for range q.workers {
		q.running.Go(func() {
			for task := range q.work {
				task.Run()
			}
		})
	}
}

func (q *TaskQueue) dispatch() {
	defer close(q.work)
	for {
		q.mu.Lock()
		for len(q.waiting) == 0 && !q.closed {
			q.changed.Wait()
		}
		if len(q.waiting) == 0 {
			q.mu.Unlock()
			return
		}
		task := heap.Pop(&q.waiting).(Task)
		q.mu.Unlock()
		q.work <- task
	}
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

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	q.changed.Signal()
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
