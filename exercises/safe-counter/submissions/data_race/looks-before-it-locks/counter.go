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
	defer c.mu.Unlock()
	c.n++
}

// Value forgets the lock on one of its two ways.
func (c *Counter) Value() int {
	if c.n == 0 {
		return 0
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
