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
	idle := make(chan struct{}, q.workers)
	for range q.workers {
		go func() {
			defer func() { idle <- struct{}{} }()
			for ctx.Err() == nil {
				if lease, err := q.broker.Lease(ctx); err == nil {
					q.serve(ctx, lease)
				} else if !errors.Is(err, ctx.Err()) {
					wait(ctx.Done(), RetryPause)
				}
			}
		}()
	}
	for range q.workers {
		<-idle
	}
}

func wait(done <-chan struct{}, d time.Duration) bool {
	select {
	case <-done:
		return false
	case <-time.After(d):
		return true
	}
}

// serve has two contexts: holding ends when the lease is lost or over, whatever Run's context does, and the
// handler's one ends with either.
func (q *Queue) serve(ctx context.Context, lease Lease) {
	holding, end := context.WithCancelCause(context.WithoutCancel(ctx))
	handling, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(holding, cancel)()
	runsOut := time.AfterFunc(LeaseTime, func() { end(ErrLeaseLost) })
	defer runsOut.Stop()

	var heartbeat sync.WaitGroup
	stop := make(chan struct{})
	heartbeat.Go(func() {
		for wait(stop, Heartbeat) {
			switch err := q.broker.Extend(lease); {
			case err == nil:
				runsOut.Reset(LeaseTime)
			case errors.Is(err, ErrLeaseLost):
				end(err)
				return
			}
		}
	})
	report := q.broker.Ack
	if q.handle(handling, lease.Task) != nil {
		report = q.broker.Nack
	}
	close(stop)
	heartbeat.Wait()
	for context.Cause(holding) == nil {
		if err := report(lease); !errors.Is(err, ErrUnavailable) {
			end(err)
			return
		}
		wait(holding.Done(), RetryPause)
	}
}
