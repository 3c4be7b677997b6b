// Package exercise is a task queue: workers run the tasks that others add.
package exercise

import (
	"context"
	"sync"
)

// TaskQueue runs tasks on a fixed number of workers.
type TaskQueue struct {
	workers int
	tasks   chan Task
	running sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc
}

// NewTaskQueue returns a queue for so many workers. They begin with Start.
func NewTaskQueue(workers int) *TaskQueue {
	ctx, cancel := context.WithCancel(context.Background())
	return &TaskQueue{
		workers: workers,
		tasks:   make(chan Task, 64),
		ctx:     ctx,
		cancel:  cancel,
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
			task.Run(q.ctx)
		case <-q.ctx.Done():
			return
		}
	}
}

// AddTask puts a task into the queue.
func (q *TaskQueue) AddTask(task Task) error {
	select {
	case q.tasks <- task:
		return nil
	case <-q.ctx.Done():
		return q.ctx.Err()
	}
}

// Shutdown ends the workers.
func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.cancel()
	q.running.Wait()
	return ctx.Err()
}
