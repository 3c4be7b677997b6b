package exercise

import (
	"container/heap"
	"context"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

type TaskQueue struct {
	workers int
	running sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc

	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
	closed  bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	q.ctx, q.cancel = context.WithCancel(context.Background())
	return q
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.running.Go(q.work)
	}
}

func (q *TaskQueue) work() {
	for task, ok := q.take(); ok; task, ok = q.take() {
		task.Run(q.ctx)
	}
}

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

// Who comes too late leaves before anything has been done.
func (q *TaskQueue) Shutdown(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	q.mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()

	ended := make(chan struct{})
	go func() {
		q.running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		q.drop()
		q.cancel()
		return ctx.Err()
	}
}

func (q *TaskQueue) drop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = nil
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
