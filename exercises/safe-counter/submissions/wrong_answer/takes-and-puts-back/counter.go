// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	n atomic.Int64
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() { c.n.Add(1) }

// Value takes the count out for a moment, in which others find none.
func (c *Counter) Value() int {
	n := c.n.Swap(0)
	c.n.Add(n)
	return int(n)
}
