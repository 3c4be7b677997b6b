// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Queue leases tasks from a broker and runs them.
type Queue struct {
	broker  Broker
	workers int
	handle  func(context.Context, Task) error
}

// NewQueue returns a queue that runs handle for the tasks of broker, with the given number of workers.
func NewQueue(broker Broker, workers int, handle func(context.Context, Task) error) *Queue {
	return &Queue{broker: broker, workers: workers, handle: handle}
}

// Run works until ctx ends, and returns when it holds no lease any more.
func (q *Queue) Run(ctx context.Context) {
	var workers sync.WaitGroup
	for range q.workers {
		workers.Go(func() { q.work(ctx) })
	}
	workers.Wait()
}

// work is one worker: it runs one task after the other.
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

// serve runs the handler in a goroutine of its own, and extends the lease until it has returned. All requests
// are made here, one after the other; so none overtakes another.
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
		// The lease is lost. The handler may take its time to notice.
		cancel()
		<-returned
		return
	}
}

// settle reports to the broker what the handler returned, unless the lease runs out first.
func (q *Queue) settle(lease Lease, err error, runsOut <-chan time.Time) {
	report := q.broker.Ack
	if err != nil {
		report = q.broker.Nack
	}
	for errors.Is(report(lease), ErrUnavailable) {
		select {
		case <-time.After(RetryPause):
		case <-runsOut:
			return
		}
	}
}
