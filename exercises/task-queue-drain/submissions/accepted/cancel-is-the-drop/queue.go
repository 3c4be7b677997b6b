package exercise

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
)

var errNoMore = errors.New("no more tasks")

// TaskQueue never empties its list: whoever would take a task looks first whether they are all cancelled.
// Err says so before Done wakes anybody.
type TaskQueue struct {
	ctx    context.Context
	cancel context.CancelFunc
	slots  chan struct{}
	ended  chan struct{} // nil until Start

	lock     sync.Mutex
	nonEmpty sync.Cond
	sorted   []Task // the most urgent one at the end
	closed   bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{slots: make(chan struct{}, workers)}
	q.nonEmpty.L = &q.lock
	q.ctx, q.cancel = context.WithCancel(context.Background())
	return q
}

// Start starts one goroutine that waits for a free slot first, then for a task, and runs it in another one.
func (q *TaskQueue) Start() {
	q.ended = make(chan struct{})
	go func() {
		defer close(q.ended)
		var running sync.WaitGroup
		defer running.Wait()
		for {
			q.slots <- struct{}{}
			task, err := q.pop()
			if err != nil {
				return
			}
			running.Go(func() {
				defer func() { <-q.slots }()
				task.Run(q.ctx)
			})
		}
	}()
}

func (q *TaskQueue) pop() (Task, error) {
	q.lock.Lock()
	defer q.lock.Unlock()
	for len(q.sorted) == 0 && !q.closed {
		q.nonEmpty.Wait()
	}
	last := len(q.sorted) - 1
	if last < 0 || q.ctx.Err() != nil {
		return Task{}, errNoMore
	}
	task := q.sorted[last]
	q.sorted = q.sorted[:last]
	return task, nil
}

func (q *TaskQueue) AddTask(task Task) error {
	q.lock.Lock()
	defer q.lock.Unlock()
	if q.closed {
		return errNoMore
	}
	i, _ := slices.BinarySearchFunc(q.sorted, task, func(a, b Task) int { return cmp.Compare(a.Priority, b.Priority) })
	q.sorted = slices.Insert(q.sorted, i, task)
	q.nonEmpty.Signal()
	return nil
}

func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.lock.Lock()
	q.closed = true
	q.lock.Unlock()
	q.nonEmpty.Signal()
	if q.ended == nil {
		return nil
	}
	select {
	case <-q.ended:
		return nil
	case <-ctx.Done():
		q.cancel()
		return ctx.Err()
	}
}
