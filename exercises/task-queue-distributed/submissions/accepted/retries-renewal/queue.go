// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
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
	var running sync.WaitGroup
	for range q.workers {
		running.Go(func() {
			for ctx.Err() == nil {
				q.one(ctx)
			}
		})
	}
	running.Wait()
}

// one leases a task and brings it to an end. Every request is made by this goroutine; a renewal that failed is tried
// again after the pause, not only with the next heartbeat.
func (q *Queue) one(ctx context.Context) {
	lease, err := q.broker.Lease(ctx)
	if err != nil {
		timer := time.NewTimer(RetryPause)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		return
	}
	ends := time.Now().Add(LeaseTime)
	lost := func(err error) bool { return errors.Is(err, ErrLeaseLost) || !time.Now().Before(ends) }

	handlerCtx, cancel := context.WithCancel(ctx)
	defer cancel()
	var result atomic.Pointer[error]
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		err := q.handle(handlerCtx, lease.Task)
		result.Store(&err)
	}()

	next := time.NewTimer(Heartbeat)
	defer next.Stop()
	for result.Load() == nil {
		select {
		case <-finished:
		case <-next.C:
			err := q.broker.Extend(lease)
			if lost(err) {
				cancel()
				<-finished
				return
			}
			if err == nil {
				ends = time.Now().Add(LeaseTime)
				next.Reset(Heartbeat)
			} else {
				next.Reset(RetryPause)
			}
		}
	}
	for {
		if *result.Load() == nil {
			err = q.broker.Ack(lease)
		} else {
			err = q.broker.Nack(lease)
		}
		if err == nil || lost(err) {
			return
		}
		time.Sleep(RetryPause)
		if lost(nil) {
			return
		}
	}
}
