// Package exercise is a task queue: workers run the tasks that others add.
package exercise

import (
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue runs tasks on a fixed number of workers.
type TaskQueue struct {
	workers int
	tasks   chan Task
	stop    chan struct{}
	running sync.WaitGroup
}

// NewTaskQueue returns a queue for so many workers. They begin with Start.
func NewTaskQueue(workers int) *TaskQueue {
	return &TaskQueue{
		workers: workers,
		tasks:   make(chan Task, 64),
		stop:    make(chan struct{}),
	}
}

// Start lets the workers begin.
func (q *TaskQueue) Start() {
	for range q.workers {
		q.running.Go(q.work)
	}
}

func (q *TaskQueue) work() {
	for {
		select {
		case task := <-q.tasks:
			task.Run()
		case <-q.stop:
			return
		}
	}
}

// AddTask puts a task into the queue.
func (q *TaskQueue) AddTask(task Task) error {
	select {
	case q.tasks <- task:
		return nil
	case <-q.stop:
		return errShutdown
	}
}

// Shutdown ends the workers.
func (q *TaskQueue) Shutdown() {
	close(q.stop)
	q.running.Wait()
}
