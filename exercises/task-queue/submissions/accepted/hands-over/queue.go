package exercise

import (
	"container/heap"
	"fmt"
	"sync"
)

// TaskQueue knows which workers have nothing to do, and gives a new task to one of them directly.
type TaskQueue struct {
	mu       sync.Mutex
	shutdown bool
	waiting  pile
	idle     []chan Task
	workers  int
	wg       sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue { return &TaskQueue{workers: workers} }

func (q *TaskQueue) Start() {
	q.wg.Add(q.workers)
	for range q.workers {
		go q.work(make(chan Task, 1))
	}
}

func (q *TaskQueue) work(mine chan Task) {
	defer q.wg.Done()
	for {
		task, ok := q.next(mine)
		if !ok {
			task, ok = <-mine
		}
		if !ok {
			return
		}
		task.Run()
	}
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

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	q.shutdown = true
	for _, worker := range q.idle {
		close(worker)
	}
	q.idle = nil
	q.mu.Unlock()
	q.wg.Wait()
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
