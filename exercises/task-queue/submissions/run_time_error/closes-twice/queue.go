package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue leaves the tasks to one goroutine. Its second Shutdown closes
// what is closed.
type TaskQueue struct {
	workers int
	started bool
	in, out chan Task
	closing chan struct{}
	ended   sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers, in: make(chan Task), out: make(chan Task), closing: make(chan struct{})}
	q.ended.Go(q.own)
	return q
}

func (q *TaskQueue) own() {
	defer close(q.out)
	var waiting byPriority
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
		return errShutdown
	}
}

func (q *TaskQueue) Shutdown() {
	close(q.closing)
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
