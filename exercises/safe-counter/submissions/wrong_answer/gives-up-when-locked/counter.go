// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	mu sync.Mutex
	n  int
}

func NewCounter() *Counter { return &Counter{} }

// Inc does not count when somebody else has the lock.
func (c *Counter) Inc() {
	if c.mu.TryLock() {
		c.n++
		c.mu.Unlock()
	}
}

func (c *Counter) Value() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
