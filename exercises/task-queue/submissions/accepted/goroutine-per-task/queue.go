package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

// TaskQueue has a goroutine for each task that was added. Each takes a slot, and then runs the task that is
// the most urgent by then, which need not be its own.
type TaskQueue struct {
	begin   chan struct{}
	slots   chan struct{}
	mu      sync.Mutex
	waiting queue
	state   int
	all     sync.WaitGroup
}

const (
	added = iota
	started
	closed
)

func NewTaskQueue(workers int) *TaskQueue {
	return &TaskQueue{begin: make(chan struct{}), slots: make(chan struct{}, workers)}
}

func (q *TaskQueue) Start() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.state = started
	close(q.begin)
}

func (q *TaskQueue) AddTask(task Task) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.state == closed {
		return errors.New("closed")
	}
	heap.Push(&q.waiting, task)
	q.all.Go(q.runOne)
	return nil
}

func (q *TaskQueue) runOne() {
	<-q.begin
	q.slots <- struct{}{}
	defer func() { <-q.slots }()
	q.mu.Lock()
	if len(q.waiting) == 0 {
		q.mu.Unlock()
		return
	}
	task := heap.Pop(&q.waiting).(Task)
	q.mu.Unlock()
	task.Run()
}

func (q *TaskQueue) Shutdown() {
	q.mu.Lock()
	if q.state == added {
		q.waiting = nil
		close(q.begin)
	}
	q.state = closed
	q.mu.Unlock()
	q.all.Wait()
}

type queue []Task

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].Priority > q[j].Priority }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(Task)) }
func (q *queue) Pop() any {
	n := len(*q)
	x := (*q)[n-1]
	*q = (*q)[:n-1]
	return x
}
