package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue has a goroutine that sorts. While it waits for a worker to take a task it receives none, so a
// task that adds another one waits for ever.
type TaskQueue struct {
	workers int
	mu      sync.Mutex // for early and in
	early   byPriority // added before Start
	in      chan Task  // nil before Start
	out     chan Task
	closing chan struct{}
	once    sync.Once
	ended   sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	return &TaskQueue{workers: workers, out: make(chan Task), closing: make(chan struct{})}
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.in = make(chan Task)
	early := q.early
	q.ended.Go(func() { q.sort(early) })
	for range q.workers {
		q.ended.Go(func() {
			for task := range q.out {
				task.Run()
			}
		})
	}
}

func (q *TaskQueue) sort(waiting byPriority) {
	defer close(q.out)
	for {
		if len(waiting) > 0 {
			q.out <- heap.Pop(&waiting).(Task)
			continue
		}
		select {
		case task := <-q.in:
			heap.Push(&waiting, task)
		case <-q.closing:
			return
		}
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	select {
	case <-q.closing:
		return errShutdown
	default:
	}
	q.mu.Lock()
	in := q.in
	if in == nil {
		heap.Push(&q.early, task)
	}
	q.mu.Unlock()
	if in == nil {
		return nil
	}
	select {
	case in <- task:
		return nil
	case <-q.closing:
		return errShutdown
	}
}

func (q *TaskQueue) Shutdown() {
	q.once.Do(func() { close(q.closing) })
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
