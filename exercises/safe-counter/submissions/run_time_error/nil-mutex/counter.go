// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	mu *sync.Mutex
	n  int
}

// NewCounter makes a counter, but no mutex.
func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func (c *Counter) Value() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
