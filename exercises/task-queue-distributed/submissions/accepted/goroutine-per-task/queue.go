// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import (
	"context"
	"errors"
	"time"
)

type Queue struct {
	broker Broker
	slots  chan struct{}
	handle func(context.Context, Task) error
}

func NewQueue(broker Broker, workers int, handle func(context.Context, Task) error) *Queue {
	return &Queue{broker: broker, slots: make(chan struct{}, workers), handle: handle}
}

// Run leases a task when there is a slot for it. In the end it takes all slots, so that nobody else has one.
func (q *Queue) Run(ctx context.Context) {
	for ctx.Err() == nil {
		q.slots <- struct{}{}
		lease, err := q.broker.Lease(ctx)
		if err != nil {
			<-q.slots
			if ctx.Err() == nil {
				time.Sleep(RetryPause)
			}
			continue
		}
		go func() {
			defer func() { <-q.slots }()
			q.serve(ctx, lease)
		}()
	}
	for range cap(q.slots) {
		q.slots <- struct{}{}
	}
}

func (q *Queue) serve(ctx context.Context, lease Lease) {
	if ctx.Err() != nil {
		q.finish(lease, ctx.Err(), time.Now().Add(LeaseTime))
		return
	}
	own, lost := context.WithCancel(ctx)
	defer lost()
	result := make(chan error)
	go func() {
		result <- q.handle(own, lease.Task)
	}()
	until := time.Now().Add(LeaseTime)
	for {
		select {
		case err := <-result:
			q.finish(lease, err, until)
			return
		case <-time.After(Heartbeat):
			err := q.broker.Extend(lease)
			if err == nil {
				until = time.Now().Add(LeaseTime)
			} else if errors.Is(err, ErrLeaseLost) || time.Now().After(until) {
				lost()
				<-result
				return
			}
		}
	}
}

func (q *Queue) finish(lease Lease, failure error, until time.Time) {
	for time.Now().Before(until) {
		var err error
		if failure != nil {
			err = q.broker.Nack(lease)
		} else {
			err = q.broker.Ack(lease)
		}
		if !errors.Is(err, ErrUnavailable) {
			return
		}
		time.Sleep(RetryPause)
	}
}
