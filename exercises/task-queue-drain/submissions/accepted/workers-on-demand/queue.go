package exercise

import (
	"container/heap"
	"context"
	"errors"
	"sync"
)

// TaskQueue has a worker only while there is something to do.
type TaskQueue struct {
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	changed sync.Cond
	most    int
	active  int
	started bool
	closed  bool
	waiting taskHeap
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{most: workers}
	q.ctx, q.cancel = context.WithCancel(context.Background())
	q.changed.L = &q.mu
	return q
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.started = true
	for range q.waiting {
		q.hire()
	}
}

// hire needs the lock.
func (q *TaskQueue) hire() {
	if q.started && q.active < q.most {
		q.active++
		go q.work()
	}
}

func (q *TaskQueue) work() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.waiting) > 0 {
		task := heap.Pop(&q.waiting).(Task)
		q.mu.Unlock()
		task.Run(q.ctx)
		q.mu.Lock()
	}
	q.active--
	q.changed.Broadcast()
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errors.New("shut down")
	}
	heap.Push(&q.waiting, task)
	q.hire()
	return nil
}

// Shutdown lets its context wake it from Wait.
func (q *TaskQueue) Shutdown(ctx context.Context) error {
	defer context.AfterFunc(ctx, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.changed.Broadcast()
	})()
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	for q.active > 0 {
		if err := ctx.Err(); err != nil {
			q.waiting = nil
			q.cancel()
			return err
		}
		q.changed.Wait()
	}
	return nil
}

type taskHeap []Task

func (h taskHeap) Len() int           { return len(h) }
func (h taskHeap) Less(i, j int) bool { return h[i].Priority > h[j].Priority }
func (h taskHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *taskHeap) Push(x any)        { *h = append(*h, x.(Task)) }
func (h *taskHeap) Pop() any {
	last := len(*h) - 1
	defer func() { *h = (*h)[:last] }()
	return (*h)[last]
}
