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
	var workers sync.WaitGroup
	for range q.workers {
		workers.Go(func() { q.work(ctx) })
	}
	workers.Wait()
}

func (q *Queue) work(ctx context.Context) {
	for ctx.Err() == nil {
		lease, err := q.broker.Lease(ctx)
		if err == nil {
			q.serve(ctx, lease)
			continue
		}
		select {
		case <-time.After(RetryPause):
		case <-ctx.Done():
		}
	}
}

func (q *Queue) serve(ctx context.Context, lease Lease) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	runsOut := time.NewTimer(LeaseTime)
	defer runsOut.Stop()
	heartbeat := time.NewTicker(Heartbeat)
	defer heartbeat.Stop()

	returned := make(chan error, 1)
	go func() { returned <- q.handle(ctx, lease.Task) }()
	for {
		select {
		case err := <-returned:
			q.settle(lease, err, runsOut.C)
			return
		case <-heartbeat.C:
			err := q.broker.Extend(lease)
			if err == nil {
				runsOut.Reset(LeaseTime)
			}
			if !errors.Is(err, ErrLeaseLost) {
				continue
			}
		case <-runsOut.C:
		}
		cancel()
		<-returned
		return
	}
}

// A lost lease does not come back by asking again.
func (q *Queue) settle(lease Lease, err error, runsOut <-chan time.Time) {
	report := q.broker.Ack
	if err != nil {
		report = q.broker.Nack
	}
	for report(lease) != nil {
		select {
		case <-time.After(RetryPause):
		case <-runsOut:
			return
		}
	}
}
