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
	return &Queue{broker, workers, handle}
}

func (q *Queue) Run(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(q.workers)
	for i := 0; i < q.workers; i++ {
		go func() {
			defer wg.Done()
			for {
				lease, err := q.broker.Lease(ctx)
				if err != nil {
					if ctx.Err() != nil {
						return
					}
					time.Sleep(RetryPause)
					continue
				}
				q.process(ctx, lease)
			}
		}()
	}
	wg.Wait()
}

// The heartbeat is told to stop, and nobody waits until it has.
func (q *Queue) process(ctx context.Context, lease Lease) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	k := &keeper{broker: q.broker, lease: lease, lose: cancel, stop: make(chan struct{})}
	k.until.Store(time.Now().Add(LeaseTime).UnixNano())
	go k.beat()
	err := q.handle(ctx, lease.Task)
	close(k.stop)

	for !k.lost.Load() && time.Now().UnixNano() < k.until.Load() {
		if err == nil {
			if !errors.Is(q.broker.Ack(lease), ErrUnavailable) {
				return
			}
		} else if !errors.Is(q.broker.Nack(lease), ErrUnavailable) {
			return
		}
		time.Sleep(RetryPause)
	}
}

type keeper struct {
	broker Broker
	lease  Lease
	lose   func()
	stop   chan struct{}
	until  atomic.Int64
	lost   atomic.Bool
}

func (k *keeper) beat() {
	for {
		select {
		case <-k.stop:
			return
		case <-time.After(Heartbeat):
		}
		asked := time.Now()
		err := k.broker.Extend(k.lease)
		if err == nil {
			k.until.Store(asked.Add(LeaseTime).UnixNano())
		}
		if errors.Is(err, ErrLeaseLost) || time.Now().UnixNano() >= k.until.Load() {
			k.lost.Store(true)
			k.lose()
			return
		}
	}
}
