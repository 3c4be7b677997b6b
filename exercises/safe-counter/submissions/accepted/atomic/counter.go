// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

// Counter counts in one indivisible step, so there is nothing to lock.
type Counter struct {
	n atomic.Int64
}

func NewCounter() *Counter { return new(Counter) }

func (c *Counter) Inc() { c.n.Add(1) }

func (c *Counter) Value() int { return int(c.n.Load()) }
