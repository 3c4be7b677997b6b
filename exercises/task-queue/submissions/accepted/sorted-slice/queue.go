package exercise

import (
	"cmp"
	"context"
	"slices"
	"sync"
)

// TaskQueue keeps its tasks sorted, the most urgent one at the end.
type TaskQueue struct {
	workers int
	ctx     context.Context
	once    sync.Once
	stop    func()
	wg      sync.WaitGroup

	mu     sync.Mutex
	cond   *sync.Cond
	sorted []Task
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers}
	q.cond = sync.NewCond(&q.mu)
	ctx, cancel := context.WithCancel(context.Background())
	q.ctx = ctx
	q.stop = func() {
		q.mu.Lock()
		cancel()
		q.mu.Unlock()
		q.cond.Broadcast()
		q.wg.Wait()
	}
	return q
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.wg.Add(1)
		go q.worker()
	}
}

func (q *TaskQueue) worker() {
	defer q.wg.Done()
	for {
		q.mu.Lock()
		for len(q.sorted) == 0 && q.ctx.Err() == nil {
			q.cond.Wait()
		}
		last := len(q.sorted) - 1
		if last < 0 {
			q.mu.Unlock()
			return
		}
		task := q.sorted[last]
		q.sorted = q.sorted[:last]
		q.mu.Unlock()
		task.Run()
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if err := q.ctx.Err(); err != nil {
		return err
	}
	i, _ := slices.BinarySearchFunc(q.sorted, task.Priority, func(t Task, priority int) int {
		return cmp.Compare(t.Priority, priority)
	})
	q.sorted = slices.Insert(q.sorted, i, task)
	q.cond.Signal()
	return nil
}

// Shutdown lets the first caller do it; the others wait inside Do until it is done.
func (q *TaskQueue) Shutdown() { q.once.Do(q.stop) }
