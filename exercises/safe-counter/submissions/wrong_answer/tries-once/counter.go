// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	n atomic.Int64
}

func NewCounter() *Counter { return &Counter{} }

// Inc does not ask whether its one attempt has succeeded.
func (c *Counter) Inc() {
	n := c.n.Load()
	c.n.CompareAndSwap(n, n+1)
}

func (c *Counter) Value() int { return int(c.n.Load()) }
