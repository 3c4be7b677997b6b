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

// A heartbeat that learns that the lease is lost closes stop, and so does process afterwards.
func (q *Queue) process(ctx context.Context, lease Lease) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	k := &keeper{broker: q.broker, lease: lease, lose: cancel, stop: make(chan struct{}), stopped: make(chan struct{})}
	go k.beat()
	err := q.handle(ctx, lease.Task)
	close(k.stop)
	<-k.stopped

	for !k.lost && time.Now().Before(k.until) {
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
	broker  Broker
	lease   Lease
	lose    func()
	stop    chan struct{}
	stopped chan struct{}
	until   time.Time
	lost    bool
}

func (k *keeper) beat() {
	defer close(k.stopped)
	k.until = time.Now().Add(LeaseTime)
	for {
		select {
		case <-k.stop:
			return
		case <-time.After(min(Heartbeat, time.Until(k.until))):
		}
		asked := time.Now()
		err := k.broker.Extend(k.lease)
		if err == nil {
			k.until = asked.Add(LeaseTime)
		}
		if errors.Is(err, ErrLeaseLost) || !time.Now().Before(k.until) {
			k.lost = true
			k.lose()
			close(k.stop)
			return
		}
	}
}
