package exercise

import (
	"errors"
	"sync"
	"sync/atomic"
)

// node is a leftist heap that is never changed: whoever adds or takes makes a new one that shares parts
// with the old.
type node struct {
	task        Task
	rank        int
	left, right *node
}

func (n *node) depth() int {
	if n == nil {
		return 0
	}
	return n.rank
}

func merge(a, b *node) *node {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	if a.task.Priority < b.task.Priority {
		a, b = b, a
	}
	left, right := a.left, merge(a.right, b)
	if left.depth() < right.depth() {
		left, right = right, left
	}
	return &node{a.task, right.depth() + 1, left, right}
}

type snapshot struct {
	top    *node
	closed bool
}

type TaskQueue struct {
	workers int
	now     atomic.Pointer[snapshot]
	wake    chan struct{} // a token for each worker that may have something to look at
	closed  chan struct{}
	ended   sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{workers: workers, wake: make(chan struct{}, workers), closed: make(chan struct{})}
	q.now.Store(&snapshot{})
	return q
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.ended.Go(q.work)
	}
}

func (q *TaskQueue) work() {
	for {
		s := q.now.Load()
		switch {
		case s.top != nil:
			if q.now.CompareAndSwap(s, &snapshot{merge(s.top.left, s.top.right), s.closed}) {
				s.top.task.Run()
			}
		case s.closed:
			return
		default:
			select {
			case <-q.wake:
			case <-q.closed:
			}
		}
	}
}

func (q *TaskQueue) AddTask(task Task) error {
	added := &node{task: task, rank: 1}
	for {
		s := q.now.Load()
		if s.closed {
			return errors.New("the queue is closed")
		}
		if q.now.CompareAndSwap(s, &snapshot{top: merge(s.top, added)}) {
			break
		}
	}
	select {
	case q.wake <- struct{}{}:
	default: // every worker has a token
	}
	return nil
}

func (q *TaskQueue) Shutdown() {
	for s := q.now.Load(); !s.closed; s = q.now.Load() {
		if q.now.CompareAndSwap(s, &snapshot{s.top, true}) {
			close(q.closed)
		}
	}
	q.ended.Wait()
}
