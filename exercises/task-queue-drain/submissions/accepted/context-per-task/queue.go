package exercise

import (
	"container/heap"
	"context"
	"fmt"
	"sync"
)

// TaskQueue knows which workers have nothing to do, and gives a new task to one of them directly. Each task
// gets a context of its own.
type TaskQueue struct {
	workers int
	drained chan struct{}
	started bool

	mu       sync.Mutex
	shutdown bool
	cut      bool
	waiting  pile
	idle     []chan Task
	running  map[int]context.CancelFunc
	tickets  int
}

func NewTaskQueue(workers int) *TaskQueue {
	return &TaskQueue{workers: workers, drained: make(chan struct{}), running: map[int]context.CancelFunc{}}
}

func (q *TaskQueue) Start() {
	q.started = true
	var wg sync.WaitGroup
	for range q.workers {
		wg.Go(func() { q.work(make(chan Task, 1)) })
	}
	go func() {
		defer close(q.drained)
		wg.Wait()
	}()
}

func (q *TaskQueue) work(mine chan Task) {
	for {
		task, ok := q.next(mine)
		if !ok {
			task, ok = <-mine
		}
		if !ok {
			return
		}
		q.run(task)
	}
}

func (q *TaskQueue) run(task Task) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	q.mu.Lock()
	if q.cut {
		cancel()
	}
	ticket := q.tickets
	q.tickets++
	q.running[ticket] = cancel
	q.mu.Unlock()

	task.Run(ctx)

	q.mu.Lock()
	delete(q.running, ticket)
	q.mu.Unlock()
}

// next returns the most urgent task. When there is none, it lists mine among the idle workers, or closes it
// when none will come.
func (q *TaskQueue) next(mine chan Task) (Task, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case q.waiting.Len() > 0:
		return *heap.Pop(&q.waiting).(*Task), true
	case q.shutdown:
		close(mine)
	default:
		q.idle = append(q.idle, mine)
	}
	return Task{}, false
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.shutdown {
		return fmt.Errorf("task %d: the queue is shut down", task.ID)
	}
	if last := len(q.idle) - 1; last >= 0 {
		q.idle[last] <- task
		q.idle = q.idle[:last]
		return nil
	}
	heap.Push(&q.waiting, &task)
	return nil
}

func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.mu.Lock()
	q.shutdown = true
	for _, worker := range q.idle {
		close(worker)
	}
	q.idle = nil
	q.mu.Unlock()
	if !q.started {
		return nil
	}
	select {
	case <-q.drained:
		return nil
	case <-ctx.Done():
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cut = true
	q.waiting = nil
	for _, cancel := range q.running {
		cancel()
	}
	return ctx.Err()
}

type pile []*Task

func (p pile) Len() int           { return len(p) }
func (p pile) Less(i, j int) bool { return p[j].Priority < p[i].Priority }
func (p pile) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *pile) Push(x any)        { *p = append(*p, x.(*Task)) }
func (p *pile) Pop() any {
	old := *p
	x := old[len(old)-1]
	old[len(old)-1] = nil
	*p = old[:len(old)-1]
	return x
}
