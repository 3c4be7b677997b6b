package exercise

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"sync"
)

var errShutdown = errors.New("the task queue is shut down")

// TaskQueue finds its tasks by their IDs. Of two with the same one the first is lost.
type TaskQueue struct {
	workers int
	running sync.WaitGroup

	mu      sync.Mutex
	changed *sync.Cond
	tasks   map[int]Task
	closed  bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers, tasks: map[int]Task{}}
	q.changed = sync.NewCond(&q.mu)
	return q
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.running.Go(func() {
			for task, ok := q.take(); ok; task, ok = q.take() {
				task.Run()
			}
		})
	}
}

func (q *TaskQueue) take() (Task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.tasks) == 0 {
		if q.closed {
			return Task{}, false
		}
		q.changed.Wait()
	}
	urgent := slices.MaxFunc(slices.Collect(maps.Values(q.tasks)), func(a, b Task) int {
		return cmp.Compare(a.Priority, b.Priority)
	})
	delete(q.tasks, urgent.ID)
	return urgent, true
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errShutdown
	}
	q.tasks[task.ID] = task
	q.changed.Signal()
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.closed = true
	q.changed.Broadcast()
	q.mu.Unlock()
	q.running.Wait()
}
