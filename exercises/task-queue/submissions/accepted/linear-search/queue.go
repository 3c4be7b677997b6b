package exercise

import (
	"errors"
	"slices"
	"sync"
)

// TaskQueue counts the tasks that have not ended. Its workers leave when there are none and none will come.
type TaskQueue struct {
	workers int
	mu      sync.Mutex
	change  *sync.Cond
	tasks   []Task
	working int
	closed  bool
}

func NewTaskQueue(workers int) *TaskQueue {
	var q TaskQueue
	q.workers = workers
	q.change = sync.NewCond(&q.mu)
	return &q
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	q.working = q.workers
	q.mu.Unlock()
	for i := 0; i < q.workers; i++ {
		go q.work()
	}
}

func (q *TaskQueue) work() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		if len(q.tasks) > 0 {
			task := q.takeHighest()
			q.mu.Unlock()
			task.Run()
			q.mu.Lock()
		} else if q.closed {
			q.working--
			q.change.Broadcast()
			return
		} else {
			q.change.Wait()
		}
	}
}

func (q *TaskQueue) takeHighest() Task {
	highest := 0
	for i := range q.tasks {
		if q.tasks[i].Priority > q.tasks[highest].Priority {
			highest = i
		}
	}
	task := q.tasks[highest]
	q.tasks = slices.Delete(q.tasks, highest, highest+1)
	return task
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errors.New("closed")
	}
	q.tasks = append(q.tasks, task)
	q.change.Broadcast()
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.change.Broadcast()
	for q.working > 0 {
		q.change.Wait()
	}
}
