package exercise

import (
	"errors"
	"maps"
	"slices"
	"sync"
)

var errClosed = errors.New("closed")

// state is what the one who has it may change. It lies in a channel of capacity 1, which serves as the lock.
type state struct {
	byPriority map[int][]Task
	closed     bool
	changed    chan struct{} // closed at the next change
}

func (s *state) announce() {
	close(s.changed)
	s.changed = make(chan struct{})
}

type TaskQueue struct {
	state   chan *state
	workers int
	ended   sync.WaitGroup
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{state: make(chan *state, 1), workers: workers}
	q.state <- &state{byPriority: map[int][]Task{}, changed: make(chan struct{})}
	return q
}

func (q *TaskQueue) Start() {
	for range q.workers {
		q.ended.Go(func() {
			for {
				task, changed, over := q.look()
				switch {
				case over:
					return
				case changed != nil:
					<-changed
				default:
					task.Run()
				}
			}
		})
	}
}

// look returns a task, or a channel to wait for, or that all is over.
func (q *TaskQueue) look() (task Task, changed <-chan struct{}, over bool) {
	s := <-q.state
	defer func() { q.state <- s }()
	if len(s.byPriority) == 0 {
		return Task{}, s.changed, s.closed
	}
	highest := slices.Max(slices.Collect(maps.Keys(s.byPriority)))
	same := s.byPriority[highest]
	if s.byPriority[highest] = same[1:]; len(same) == 1 {
		delete(s.byPriority, highest)
	}
	return same[0], nil, false
}

func (q *TaskQueue) AddTask(task Task) error {
	s := <-q.state
	defer func() { q.state <- s }()
	if s.closed {
		return errClosed
	}
	s.byPriority[task.Priority] = append(s.byPriority[task.Priority], task)
	s.announce()
	return nil
}

func (q *TaskQueue) Shutdown() {
	s := <-q.state
	s.closed = true
	s.announce()
	q.state <- s
	q.ended.Wait()
}
