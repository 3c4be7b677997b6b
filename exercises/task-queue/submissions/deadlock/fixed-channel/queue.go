package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue puts a token into a channel for every task, and the channel has room for a thousand.
type TaskQueue struct {
	workers int
	running sync.WaitGroup
	tokens  chan struct{}

	adding sync.RWMutex // held while tokens is closed
	closed bool

	mu      sync.Mutex
	waiting byPriority
}

func NewTaskQueue(workers int) *TaskQueue {
	return &TaskQueue{workers: workers, tokens: make(chan struct{}, 1000)}
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.running.Go(func() {
			for range q.tokens {
				q.take().Run()
			}
		})
	}
}

func (q *TaskQueue) take() Task {
	q.mu.Lock()
	defer q.mu.Unlock()
	return heap.Pop(&q.waiting).(Task)
}

func (q *TaskQueue) AddTask(task Task) error {
	q.adding.RLock()
	defer q.adding.RUnlock()
	if q.closed {
		return errShutdown
	}
	q.mu.Lock()
	heap.Push(&q.waiting, task)
	q.mu.Unlock()
	q.tokens <- struct{}{}
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.adding.Lock()
	if !q.closed {
		q.closed = true
		close(q.tokens)
	}
	q.adding.Unlock()
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
