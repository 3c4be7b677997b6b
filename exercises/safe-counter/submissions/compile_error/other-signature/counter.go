// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	n atomic.Int64
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() { c.n.Add(1) }

// Value returns another type than it should.
func (c *Counter) Value() int64 { return c.n.Load() }
