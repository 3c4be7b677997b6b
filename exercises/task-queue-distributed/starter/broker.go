package exercise

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

const (
	// LeaseTime is how long a lease lasts, from when it was given or last extended.
	LeaseTime = time.Minute
	// Heartbeat is how often its holder extends it.
	Heartbeat = LeaseTime / 4
	// RetryPause is how long to wait after ErrUnavailable before the same request is made again.
	RetryPause = time.Second
)

// The errors of a Broker. They come wrapped: look for them with errors.Is.
var (
	// ErrLeaseLost: the lease has run out, was taken away, or is over because of an Ack or a Nack.
	ErrLeaseLost = errors.New("the lease is lost")
	// ErrUnavailable: the request did not reach the broker, and nothing has changed.
	ErrUnavailable = errors.New("the broker cannot be reached")
)

// Task is a piece of work.
type Task struct {
	ID      int
	Payload string
}

// Lease says that its holder may work on the task. Every lease has an ID of its own, also when the task was
// leased before.
type Lease struct {
	ID   int
	Task Task
}

// Broker keeps the backlog that all queues share. Any number of goroutines may use it at once. Lease waits;
// the other methods answer at once.
type Broker interface {
	// Lease waits until there is a task that nobody holds, and leases it to the caller for LeaseTime. When
	// ctx ends first, it returns the error of ctx. When both happen at the same time, it may still return a lease.
	Lease(ctx context.Context) (Lease, error)
	// Extend makes the lease last for LeaseTime from now.
	Extend(lease Lease) error
	// Ack reports that the task is done. It leaves the backlog for good, and the lease is over.
	Ack(lease Lease) error
	// Nack gives the task back to the backlog for whoever leases it next, and the lease is over.
	Nack(lease Lease) error
}

// MemoryBroker is a Broker in memory.
type MemoryBroker struct {
	mu      sync.Mutex
	backlog []Task         // nobody holds these
	grants  map[int]*grant // leases that are not over, by their ID
	lastID  int            // of a lease
	arrival chan struct{}  // closed, and replaced, when a task comes into the backlog
}

type grant struct {
	until time.Time
	timer *time.Timer // puts the task back
}

var _ Broker = (*MemoryBroker)(nil)

// NewMemoryBroker returns a broker with an empty backlog.
func NewMemoryBroker() *MemoryBroker {
	return &MemoryBroker{grants: make(map[int]*grant), arrival: make(chan struct{})}
}

// Push puts tasks into the backlog.
func (b *MemoryBroker) Push(tasks ...Task) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.put(tasks...)
}

// Lease implements Broker.
func (b *MemoryBroker) Lease(ctx context.Context) (Lease, error) {
	for ctx.Err() == nil {
		lease, arrival, found := b.next()
		if found {
			return lease, nil
		}
		select {
		case <-arrival:
		case <-ctx.Done():
		}
	}
	return Lease{}, ctx.Err()
}

// Extend implements Broker.
func (b *MemoryBroker) Extend(lease Lease) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	g := b.grants[lease.ID]
	if g == nil {
		return fmt.Errorf("lease %d of task %d: %w", lease.ID, lease.Task.ID, ErrLeaseLost)
	}
	g.until = time.Now().Add(LeaseTime)
	g.timer.Reset(LeaseTime)
	return nil
}

// Ack implements Broker.
func (b *MemoryBroker) Ack(lease Lease) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.end(lease)
}

// Nack implements Broker.
func (b *MemoryBroker) Nack(lease Lease) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.end(lease); err != nil {
		return err
	}
	b.put(lease.Task)
	return nil
}

// next leases the first task of the backlog. When there is none, it returns a channel that is closed when one
// comes.
func (b *MemoryBroker) next() (lease Lease, arrival <-chan struct{}, found bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.backlog) == 0 {
		return Lease{}, b.arrival, false
	}
	b.lastID++
	lease = Lease{ID: b.lastID, Task: b.backlog[0]}
	b.backlog = b.backlog[1:]
	b.grants[lease.ID] = &grant{
		until: time.Now().Add(LeaseTime),
		timer: time.AfterFunc(LeaseTime, func() { b.expire(lease) }),
	}
	return lease, nil, true
}

// expire puts the task of a lease back, unless an Extend came just before.
func (b *MemoryBroker) expire(lease Lease) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if g := b.grants[lease.ID]; g != nil && !time.Now().Before(g.until) {
		delete(b.grants, lease.ID)
		b.put(lease.Task)
	}
}

// end makes the lease end. The caller holds the lock.
func (b *MemoryBroker) end(lease Lease) error {
	g := b.grants[lease.ID]
	if g == nil {
		return fmt.Errorf("lease %d of task %d: %w", lease.ID, lease.Task.ID, ErrLeaseLost)
	}
	g.timer.Stop()
	delete(b.grants, lease.ID)
	return nil
}

// put appends tasks to the backlog and wakes those who wait for one. The caller holds the lock.
func (b *MemoryBroker) put(tasks ...Task) {
	b.backlog = append(b.backlog, tasks...)
	close(b.arrival)
	b.arrival = make(chan struct{})
}
