// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	n int
}

func NewCounter() *Counter { return &Counter{} }

// Inc locks a mutex that nobody else ever sees.
func (c *Counter) Inc() {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	c.n++
}

func (c *Counter) Value() int {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	return c.n
}
