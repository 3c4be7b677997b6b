package exercise

import (
	"container/heap"
	"errors"
	"sync"
	"sync/atomic"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue closes the channel that AddTask sends on. The check before the send does not help: they may
// come together.
type TaskQueue struct {
	workers int
	started bool
	in, out chan Task
	closed  atomic.Bool
	ended   sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers, in: make(chan Task), out: make(chan Task)}
	q.ended.Go(q.own)
	return q
}

func (q *TaskQueue) own() {
	defer close(q.out)
	var waiting byPriority
	for in := q.in; in != nil || len(waiting) > 0; {
		var out chan Task
		var top Task
		if len(waiting) > 0 {
			out, top = q.out, waiting[0]
		}
		select {
		case task, ok := <-in:
			switch {
			case ok:
				heap.Push(&waiting, task)
			case q.started:
				in = nil
			default:
				return
			}
		case out <- top:
			heap.Pop(&waiting)
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
	if q.closed.Load() {
		return errShutdown
	}
	q.in <- task
	return nil
}

func (q *TaskQueue) Shutdown() {
	if q.closed.CompareAndSwap(false, true) {
		close(q.in)
	}
	q.ended.Wait()
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
