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
	ctx     context.Context
	cancel  context.CancelFunc

	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
	closed  bool
	left    int
	ended   chan struct{}
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	q.ctx, q.cancel = context.WithCancel(context.Background())
	q.ended = make(chan struct{})
	return q
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.left = q.workers
	for range q.workers {
		go q.work()
	}
}

func (q *TaskQueue) work() {
	for task, ok := q.take(); ok; task, ok = q.take() {
		task.Run(q.ctx)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.left--; q.left == 0 {
		close(q.ended)
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

// The workers may be through because the context made them so, and then both cases are ready.
func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.mu.Lock()
	if !q.closed && q.left == 0 {
		close(q.ended)
	}
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()

	aborted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		q.drop()
		q.cancel()
		close(aborted)
	})
	defer stop()
	select {
	case <-q.ended:
		return nil
	case <-aborted:
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
