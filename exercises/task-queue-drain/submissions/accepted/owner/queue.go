package exercise

import (
	"container/heap"
	"context"
	"errors"
	"sync"
)

var ErrClosed = errors.New("queue closed")

// TaskQueue leaves the tasks to one goroutine, which trades them over channels.
type TaskQueue struct {
	workers int
	started bool
	in, out chan Task
	closing chan struct{}      // closed by the first Shutdown
	close   func()             // closes it
	drop    chan chan struct{} // requests to drop what waits; the answer is a close
	empty   chan struct{}      // closed when nothing waits and nothing will
	ended   chan struct{}      // closed when all goroutines of the queue are through
	wg      sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{
		workers: workers,
		in:      make(chan Task),
		out:     make(chan Task),
		closing: make(chan struct{}),
		drop:    make(chan chan struct{}),
		empty:   make(chan struct{}),
		ended:   make(chan struct{}),
	}
	q.close = sync.OnceFunc(func() { close(q.closing) })
	q.ctx, q.cancel = context.WithCancel(context.Background())
	go q.own()
	return q
}

// own offers the most urgent task, and listens to others meanwhile.
func (q *TaskQueue) own() {
	defer close(q.ended)
	defer q.wg.Wait()
	defer close(q.out)
	defer close(q.empty)
	var waiting tasks
	in, closing := q.in, q.closing
	for in != nil || len(waiting) > 0 {
		var out chan Task
		var top Task
		if len(waiting) > 0 {
			out, top = q.out, waiting[0]
		}
		select {
		case task := <-in:
			heap.Push(&waiting, task)
		case out <- top:
			heap.Pop(&waiting)
		case <-closing:
			in, closing = nil, nil
			if !q.started {
				waiting = nil
			}
		case done := <-q.drop:
			in, closing, waiting = nil, nil, nil
			close(done)
		}
	}
}

func (q *TaskQueue) Start() {
	q.started = true
	for range q.workers {
		q.wg.Go(func() {
			for task := range q.out {
				task.Run(q.ctx)
			}
		})
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	select {
	case <-q.closing:
		return ErrClosed
	default:
	}
	select {
	case q.in <- task:
		return nil
	case <-q.closing:
		return ErrClosed
	}
}

func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.close()
	select {
	case <-q.ended:
		return nil
	case <-ctx.Done():
	}
	dropped := make(chan struct{})
	select {
	case q.drop <- dropped:
		<-dropped
	case <-q.empty:
	}
	q.cancel()
	return ctx.Err()
}

type tasks []Task

func (t tasks) Len() int           { return len(t) }
func (t tasks) Less(i, j int) bool { return t[i].Priority > t[j].Priority }
func (t tasks) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *tasks) Push(x any)        { *t = append(*t, x.(Task)) }
func (t *tasks) Pop() any {
	n := len(*t) - 1
	x := (*t)[n]
	*t = (*t)[:n]
	return x
}
