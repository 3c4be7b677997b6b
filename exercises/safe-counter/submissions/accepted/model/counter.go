// Package exercise counts what many goroutines do.
package exercise

import "sync"

// Counter counts. Any number of goroutines may use it at once.
type Counter struct {
	mu sync.Mutex
	n  int
}

// NewCounter returns a counter that stands at zero.
func NewCounter() *Counter {
	return &Counter{}
}

// Inc adds one.
func (c *Counter) Inc() {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.n++
}

// Value returns how often Inc has been called. It only reads, and needs the lock all the same.
func (c *Counter) Value() int {
	c.mu.Lock()
	defer c.mu.Unlock()

	return c.n
}
