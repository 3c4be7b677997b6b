// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	n atomic.Int64
}

func NewCounter() *Counter { return &Counter{} }

// Inc reads in one step and writes in another. No race, and yet calls are lost in between.
func (c *Counter) Inc() { c.n.Store(c.n.Load() + 1) }

func (c *Counter) Value() int { return int(c.n.Load()) }
