package exercise

import (
	"container/heap"
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
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
	busy    atomic.Int64
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.changed = sync.NewCond(&q.mu)
	q.ctx, q.cancel = context.WithCancel(context.Background())
	return q
}

func (q *TaskQueue) Start() {
	q.busy.Store(int64(q.workers))
	for range q.workers {
		go q.work()
	}
}

func (q *TaskQueue) work() {
	defer q.busy.Add(-1)
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

// It asks over and over again.
func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()

	for q.busy.Load() > 0 {
		if err := ctx.Err(); err != nil {
			q.drop()
			q.cancel()
			return err
		}
		runtime.Gosched()
	}
	return nil
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
