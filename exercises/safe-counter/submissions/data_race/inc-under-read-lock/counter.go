// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	mu sync.RWMutex
	n  int
}

func NewCounter() *Counter { return &Counter{} }

// Inc writes under the lock that lets all readers in.
func (c *Counter) Inc() {
	c.mu.RLock()
	defer c.mu.RUnlock()
	c.n++
}

func (c *Counter) Value() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.n
}
