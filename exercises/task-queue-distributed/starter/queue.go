// Package exercise runs the tasks of a backlog that many queues share.
package exercise

import "context"

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

// Run works until ctx ends. It reports each task as done before it has even begun: who dies after that has
// lost the task. And it does one thing after the other.
func (q *Queue) Run(ctx context.Context) {
	for {
		lease, err := q.broker.Lease(ctx)
		if err != nil {
			return
		}
		q.broker.Ack(lease)
		q.handle(ctx, lease.Task)
	}
}
