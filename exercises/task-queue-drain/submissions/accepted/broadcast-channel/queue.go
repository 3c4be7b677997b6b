package exercise

import (
	"context"
	"errors"
	"maps"
	"slices"
)

var errClosed = errors.New("closed")

// state is what the one who has it may change. It lies in a channel of capacity 1, which serves as the lock.
type state struct {
	byPriority map[int][]Task
	closed     bool
	workers    int           // that have not ended
	changed    chan struct{} // closed at the next change
}

type TaskQueue struct {
	state   chan *state
	workers int
	ctx     context.Context
	cancel  context.CancelFunc
}

func NewTaskQueue(workers int) *TaskQueue {
	q := &TaskQueue{state: make(chan *state, 1), workers: workers}
	q.ctx, q.cancel = context.WithCancel(context.Background())
	q.state <- &state{byPriority: map[int][]Task{}, changed: make(chan struct{})}
	return q
}

// change calls f with the state and tells everybody.
func (q *TaskQueue) change(f func(s *state)) {
	s := <-q.state
	f(s)
	close(s.changed)
	s.changed = make(chan struct{})
	q.state <- s
}

func (q *TaskQueue) Start() {
	q.change(func(s *state) { s.workers = q.workers })
	for range q.workers {
		go func() {
			defer q.change(func(s *state) { s.workers-- })
			for {
				task, changed, over := q.look()
				switch {
				case over:
					return
				case changed != nil:
					<-changed
				default:
					task.Run(q.ctx)
				}
			}
		}()
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

func (q *TaskQueue) AddTask(task Task) (err error) {
	q.change(func(s *state) {
		if s.closed {
			err = errClosed
			return
		}
		s.byPriority[task.Priority] = append(s.byPriority[task.Priority], task)
	})
	return err
}

func (q *TaskQueue) Shutdown(ctx context.Context) error {
	q.change(func(s *state) { s.closed = true })
	for {
		s := <-q.state
		left, changed := s.workers, s.changed
		q.state <- s
		if left == 0 {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			q.change(func(s *state) { clear(s.byPriority) })
			q.cancel()
			return ctx.Err()
		}
	}
}
