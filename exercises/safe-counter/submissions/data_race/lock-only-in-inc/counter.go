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

// Value takes no lock: "it only reads".
func (c *Counter) Value() int { return c.n }
