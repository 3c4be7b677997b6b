// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct {
	incMu, valueMu sync.Mutex
	n              int
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() {
	c.incMu.Lock()
	defer c.incMu.Unlock()
	c.n++
}

// Value locks, but another mutex than Inc.
func (c *Counter) Value() int {
	c.valueMu.Lock()
	defer c.valueMu.Unlock()
	return c.n
}
