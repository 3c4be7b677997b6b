package exercise

import (
	"container/heap"
	"context"
	"errors"
	"sync"
)

// TaskQueue is over when its last worker has left, who closes ended.
type TaskQueue struct {
	mu      sync.Mutex
	wake    *sync.Cond
	pending pile
	closed  bool
	workers int
	left    int // workers that have not left
	ended   chan struct{}
	ctx     context.Context
	cancel  func()
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers, ended: make(chan struct{})}
	q.wake = sync.NewCond(&q.mu)
	q.ctx, q.cancel = context.WithCancel(context.Background())
	return q
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.left = q.workers
	for i := 0; i < q.workers; i++ {
		go q.work()
	}
}

func (q *TaskQueue) work() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		switch {
		case len(q.pending) > 0:
			task := heap.Pop(&q.pending).(Task)
			q.mu.Unlock()
			task.Run(q.ctx)
			q.mu.Lock()
		case !q.closed:
			q.wake.Wait()
		default:
			if q.left--; q.left == 0 {
				close(q.ended)
			}
			return
		}
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errors.New("closed")
	}
	heap.Push(&q.pending, task)
	q.wake.Signal()
	return nil
}

func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.mu.Lock()
	if !q.closed && q.left == 0 {
		close(q.ended)
	}
	q.closed = true
	q.wake.Broadcast()
	q.mu.Unlock()

	aborted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(aborted)
		q.abort()
	})
	select {
	case <-q.ended:
		// Had abort begun, the workers may have left for that reason.
		if stop() {
			return nil
		}
		<-aborted
	case <-aborted:
	}
	return ctx.Err()
}

func (q *TaskQueue) abort() {
	q.mu.Lock()
	q.pending = nil
	q.mu.Unlock()
	q.cancel()
}

type pile []Task

func (p pile) Len() int           { return len(p) }
func (p pile) Less(i, j int) bool { return p[j].Priority < p[i].Priority }
func (p pile) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *pile) Push(x any)        { *p = append(*p, x.(Task)) }
func (p *pile) Pop() any {
	old := *p
	x := old[len(old)-1]
	*p = old[:len(old)-1]
	return x
}
