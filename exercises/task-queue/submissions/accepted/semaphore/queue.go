package exercise

import (
	"container/heap"
	"errors"
	"sync"
)

var errNoMore = errors.New("no more tasks")

// TaskQueue has one goroutine that waits for a free slot first, then for a task, and runs it in a goroutine
// of its own.
type TaskQueue struct {
	slots chan struct{}
	ended chan struct{} // nil until Start

	lock     sync.Mutex
	nonEmpty sync.Cond
	pending  prio
	closed   bool
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{slots: make(chan struct{}, workers)}
	q.nonEmpty.L = &q.lock
	return q
}

func (q *TaskQueue) Start() {
	q.ended = make(chan struct{})
	go func() {
		defer close(q.ended)
		var running sync.WaitGroup
		defer running.Wait()
		for {
			q.slots <- struct{}{}
			task, err := q.pop()
			if err != nil {
				return
			}
			running.Go(func() {
				defer func() { <-q.slots }()
				task.Run()
			})
		}
	}()
}

func (q *TaskQueue) pop() (Task, error) {
	q.lock.Lock()
	defer q.lock.Unlock()
	for q.pending.Len() == 0 {
		if q.closed {
			return Task{}, errNoMore
		}
		q.nonEmpty.Wait()
	}
	return heap.Pop(&q.pending).(Task), nil
}

func (q *TaskQueue) AddTask(task Task) error {
	q.lock.Lock()
	defer q.lock.Unlock()
	if q.closed {
		return errNoMore
	}
	heap.Push(&q.pending, task)
	q.nonEmpty.Signal()
	return nil
}

func (q *TaskQueue) Shutdown() {
	q.lock.Lock()
	q.closed = true
	q.lock.Unlock()
	q.nonEmpty.Signal()
	if q.ended != nil {
		<-q.ended
	}
}

type prio struct{ tasks []Task }

func (p *prio) Len() int           { return len(p.tasks) }
func (p *prio) Less(i, j int) bool { return p.tasks[i].Priority > p.tasks[j].Priority }
func (p *prio) Swap(i, j int)      { p.tasks[i], p.tasks[j] = p.tasks[j], p.tasks[i] }
func (p *prio) Push(x any)         { p.tasks = append(p.tasks, x.(Task)) }
func (p *prio) Pop() any {
	last := len(p.tasks) - 1
	task := p.tasks[last]
	p.tasks = p.tasks[:last]
	return task
}
