package exercise

import (
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

const levels = 256

// TaskQueue has a list for each priority from 0 to 255.
type TaskQueue struct {
	workers int
	running sync.WaitGroup

	mu      sync.Mutex
	changed *sync.Cond
	lists   [levels][]Task
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

func (q *TaskQueue) take() (Task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		for level := levels - 1; level >= 0; level-- {
			if list := q.lists[level]; len(list) > 0 {
				q.lists[level] = list[1:]
				return list[0], true
			}
		}
		if q.closed {
			return Task{}, false
		}
		q.changed.Wait()
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errShutdown
	}
	q.lists[task.Priority] = append(q.lists[task.Priority], task)
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
