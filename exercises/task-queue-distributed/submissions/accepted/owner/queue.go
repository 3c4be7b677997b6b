// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import (
	"context"
	"errors"
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

// holding is what the owner knows of a lease. No other goroutine looks at it.
type holding struct {
	lease    Lease
	cancel   context.CancelFunc
	until    time.Time // when the lease runs out
	next     time.Time // when the next request is due
	over     bool
	returned bool
	err      error
}

type result struct {
	id  int
	err error
}

// Run owns all leases, and makes all requests but Lease. Other goroutines tell it what happens.
func (q *Queue) Run(ctx context.Context) {
	free := make(chan struct{}, q.workers)
	for range q.workers {
		free <- struct{}{}
	}
	leased := make(chan Lease)
	go q.fetch(ctx, free, leased)

	results := make(chan result)
	held := make(map[int]*holding)
	look := func(id int) {
		h := held[id]
		q.advance(h)
		if h.over && h.returned {
			delete(held, id)
			free <- struct{}{}
		}
	}
	tick := time.NewTicker(RetryPause)
	defer tick.Stop()
	for leased != nil || len(held) > 0 {
		select {
		case lease, open := <-leased:
			if !open {
				leased = nil
				continue
			}
			own, cancel := context.WithCancel(ctx)
			held[lease.ID] = &holding{lease: lease, cancel: cancel}
			held[lease.ID].renewed()
			go func() { results <- result{lease.ID, q.handle(own, lease.Task)} }()
		case r := <-results:
			h := held[r.id]
			h.returned, h.err, h.next = true, r.err, time.Now()
			look(r.id)
		case <-tick.C:
			for id := range held {
				look(id)
			}
		}
	}
}

func (h *holding) renewed() {
	h.until = time.Now().Add(LeaseTime)
	h.next = time.Now().Add(Heartbeat - RetryPause)
}

// fetch leases one task for each worker that is free.
func (q *Queue) fetch(ctx context.Context, free <-chan struct{}, leased chan<- Lease) {
	defer close(leased)
	for {
		select {
		case <-free:
		case <-ctx.Done():
			return
		}
		lease, err := q.broker.Lease(ctx)
		for err != nil {
			select {
			case <-time.After(RetryPause):
			case <-ctx.Done():
				return
			}
			lease, err = q.broker.Lease(ctx)
		}
		leased <- lease
	}
}

// advance makes the request that is due, if one is.
func (q *Queue) advance(h *holding) {
	now := time.Now()
	if !h.over && !now.Before(h.until) {
		h.over = true
	}
	if !h.over && !now.Before(h.next) {
		request := q.broker.Extend
		if h.returned && h.err == nil {
			request = q.broker.Ack
		} else if h.returned {
			request = q.broker.Nack
		}
		err := request(h.lease)
		switch {
		case errors.Is(err, ErrUnavailable):
			h.next = now.Add(RetryPause)
		case err != nil || h.returned:
			h.over = true
		default:
			h.renewed()
		}
	}
	if h.over {
		h.cancel()
	}
}
