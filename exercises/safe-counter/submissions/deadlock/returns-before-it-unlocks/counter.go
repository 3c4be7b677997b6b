// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	mu sync.Mutex
	n  int
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
}

// Value gives the lock back on one of its two ways only.
func (c *Counter) Value() int {
	c.mu.Lock()
	if c.n == 0 {
		return 0
	}
	n := c.n
	c.mu.Unlock()
	return n
}
