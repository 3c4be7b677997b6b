// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import (
	"context"
	"errors"
	"sync"
	"time"
)

type Queue struct {
	broker  Broker
	workers int
	handle  func(context.Context, Task) error
}

func NewQueue(broker Broker, workers int, handle func(context.Context, Task) error) *Queue {
	return &Queue{broker: broker, workers: workers, handle: handle}
}

func (q *Queue) Run(ctx context.Context) {
	var wg sync.WaitGroup
	defer wg.Wait()
	for range q.workers {
		wg.Go(func() {
			for {
				lease, err := q.broker.Lease(ctx)
				switch {
				case err == nil:
					q.hold(ctx, lease)
				case ctx.Err() != nil:
					return
				default:
					pause(ctx)
				}
			}
		})
	}
}

func pause(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, RetryPause)
	defer cancel()
	<-ctx.Done()
}

type held struct {
	Lease
	broker Broker
	cancel context.CancelFunc

	mu        sync.Mutex
	over      bool
	heartbeat *time.Timer
	end       *time.Timer
}

func (q *Queue) hold(ctx context.Context, lease Lease) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h := &held{Lease: lease, broker: q.broker, cancel: cancel}
	h.mu.Lock()
	h.heartbeat = time.AfterFunc(Heartbeat, h.beat)
	h.end = time.AfterFunc(LeaseTime, h.lose)
	h.mu.Unlock()

	err := q.handle(ctx, lease.Task)
	h.heartbeat.Stop()
	for h.settle(err) {
		time.Sleep(RetryPause)
	}
	h.lose()
}

// When the lease is lost, lose locks what beat has locked.
func (h *held) beat() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.over {
		return
	}
	switch err := h.broker.Extend(h.Lease); {
	case err == nil:
		h.end.Reset(LeaseTime)
		h.heartbeat.Reset(Heartbeat)
	case errors.Is(err, ErrLeaseLost):
		h.lose()
	default:
		h.heartbeat.Reset(Heartbeat)
	}
}

func (h *held) lose() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.giveUp()
}

func (h *held) giveUp() {
	h.over = true
	h.cancel()
	h.heartbeat.Stop()
	h.end.Stop()
}

func (h *held) settle(err error) (again bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.over {
		return false
	}
	if err == nil {
		err = h.broker.Ack(h.Lease)
	} else {
		err = h.broker.Nack(h.Lease)
	}
	h.over = !errors.Is(err, ErrUnavailable)
	return !h.over
}
