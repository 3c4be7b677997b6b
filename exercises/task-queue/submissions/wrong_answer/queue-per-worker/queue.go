package exercise

import (
	"container/heap"
	"errors"
	"sync"
	"sync/atomic"
)

var errShutdown = errors.New("the task queue is shut down")

// worker has a queue of its own. One that is done does not help the others.
type worker struct {
	mu      sync.Mutex
	changed *sync.Cond
	waiting byPriority
	closed  bool
}

// TaskQueue gives each worker every n-th task.
type TaskQueue struct {
	workers []*worker
	next    atomic.Uint64
	running sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{}
	for range workers {
		w := &worker{}
		w.changed = sync.NewCond(&w.mu)
		q.workers = append(q.workers, w)
	}
	return q
}

func (q *TaskQueue) Start() {
	for _, w := range q.workers {
		q.running.Go(func() {
			for task, ok := w.take(); ok; task, ok = w.take() {
				task.Run()
			}
		})
	}
}

func (w *worker) take() (Task, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for len(w.waiting) == 0 && !w.closed {
		w.changed.Wait()
	}
	if len(w.waiting) == 0 {
		return Task{}, false
	}
	return heap.Pop(&w.waiting).(Task), true
}

func (q *TaskQueue) AddTask(task Task) error {
	w := q.workers[q.next.Add(1)%uint64(len(q.workers))]
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return errShutdown
	}
	heap.Push(&w.waiting, task)
	w.changed.Signal()
	return nil
}

func (q *TaskQueue) Shutdown() {
	for _, w := range q.workers {
		w.mu.Lock()
		w.closed = true
		w.changed.Broadcast()
		w.mu.Unlock()
	}
	q.running.Wait()
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
