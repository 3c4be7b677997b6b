// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Queue has one goroutine that extends the leases of all its workers.
type Queue struct {
	broker  Broker
	workers int
	handle  func(context.Context, Task) error

	mu   sync.Mutex // also held while the broker is asked about a lease, but not while Lease waits
	held map[int]*holding
}

type holding struct {
	lease  Lease
	until  time.Time
	cancel context.CancelFunc
}

func NewQueue(broker Broker, workers int, handle func(context.Context, Task) error) *Queue {
	return &Queue{broker: broker, workers: workers, handle: handle, held: map[int]*holding{}}
}

func (q *Queue) Run(ctx context.Context) {
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		beat := time.NewTicker(Heartbeat / 5)
		defer beat.Stop()
		for {
			select {
			case <-beat.C:
				q.extendAll()
			case <-stop:
				return
			}
		}
	}()
	var workers sync.WaitGroup
	for range q.workers {
		workers.Go(func() { q.work(ctx) })
	}
	workers.Wait()
	close(stop)
	<-stopped
}

func (q *Queue) extendAll() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for id, h := range q.held {
		err := q.broker.Extend(h.lease)
		if err == nil {
			h.until = time.Now().Add(LeaseTime)
		}
		if errors.Is(err, ErrLeaseLost) || !time.Now().Before(h.until) {
			h.cancel()
			delete(q.held, id)
		}
	}
}

func (q *Queue) work(ctx context.Context) {
	for ctx.Err() == nil {
		lease, err := q.broker.Lease(ctx)
		if err != nil {
			select {
			case <-ctx.Done():
			case <-time.After(RetryPause):
			}
			continue
		}
		handling, cancel := context.WithCancel(ctx)
		q.mu.Lock()
		q.held[lease.ID] = &holding{lease, time.Now().Add(LeaseTime), cancel}
		q.mu.Unlock()
		result := q.handle(handling, lease.Task)
		for !q.settle(lease, result) {
			time.Sleep(RetryPause)
		}
		cancel()
	}
}

func (q *Queue) settle(lease Lease, result error) (done bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if h := q.held[lease.ID]; h == nil || time.Now().After(h.until) {
		delete(q.held, lease.ID)
		return true
	}
	var err error
	if result == nil {
		err = q.broker.Ack(lease)
	} else {
		err = q.broker.Nack(lease)
	}
	if errors.Is(err, ErrUnavailable) {
		return false
	}
	delete(q.held, lease.ID)
	return true
}
