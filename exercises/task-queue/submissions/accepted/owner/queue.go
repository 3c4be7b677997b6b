package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var ErrClosed = errors.New("queue closed")

// TaskQueue leaves the tasks to one goroutine, which trades them over channels.
type TaskQueue struct {
	workers int
	started bool
	in, out chan Task
	closing chan struct{}
	close   func()
	ended   sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{
		workers: workers,
		in:      make(chan Task),
		out:     make(chan Task),
		closing: make(chan struct{}),
	}
	q.close = sync.OnceFunc(func() { close(q.closing) })
	q.ended.Go(q.own)
	return q
}

// own offers the most urgent task, and takes in others meanwhile.
func (q *TaskQueue) own() {
	defer close(q.out)
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
			if !q.started {
				return
			}
			in, closing = nil, nil
		}
	}
}

func (q *TaskQueue) Start() {
	q.started = true
	for range q.workers {
		q.ended.Go(func() {
			for task := range q.out {
				task.Run()
			}
		})
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	select {
	case q.in <- task:
		return nil
	case <-q.closing:
		return ErrClosed
	}
}

func (q *TaskQueue) Shutdown() {
	q.close()
	q.ended.Wait()
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
