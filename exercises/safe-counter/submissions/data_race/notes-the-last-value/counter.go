// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	mu   sync.RWMutex
	n    int
	last int
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

// Value writes, too, and lets other calls of Value in beside it.
func (c *Counter) Value() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	c.last = c.n
	return c.last
}
