// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	n int64
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) Inc() { atomic.AddInt64(&c.n, 1) }

// Value reads as if nobody else were there.
func (c *Counter) Value() int { return int(c.n) }
