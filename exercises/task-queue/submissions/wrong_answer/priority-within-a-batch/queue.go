package exercise

import (
	"cmp"
	"errors"
	"slices"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue sorts what has come, and runs all of it before it looks at what has come since.
type TaskQueue struct {
	workers int
	running sync.WaitGroup

	mu      sync.Mutex
	changed *sync.Cond
	batch   []Task
	coming  []Task
	closed  bool
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

func (q *TaskQueue) take() (task Task, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.batch)+len(q.coming) == 0 {
		if q.closed {
			return task, false
		}
		q.changed.Wait()
	}
	if len(q.batch) == 0 {
		q.batch, q.coming = q.coming, nil
		slices.SortFunc(q.batch, func(a, b Task) int { return cmp.Compare(b.Priority, a.Priority) })
	}
	task, q.batch = q.batch[0], q.batch[1:]
	return task, true
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errShutdown
	}
	q.coming = append(q.coming, task)
	q.changed.Signal()
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()
	q.running.Wait()
}
