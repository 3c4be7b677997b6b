// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	mu sync.Mutex
	n  int
}

func NewCounter() *Counter { return &Counter{} }

// Inc takes no lock: "it is a single statement".
func (c *Counter) Inc() { c.n++ }

func (c *Counter) Value() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}
