// Package exercise counts what many goroutines do.
package exercise

import "sync"

// Counter lets those that only look in together.
type Counter struct {
	sync.RWMutex
	count int
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() {
	c.Lock()
	c.count++
	c.Unlock()
}

func (c *Counter) Value() int {
	c.RLock()
	defer c.RUnlock()
	return c.count
}
