// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	busy atomic.Bool
	n    int
}

func NewCounter() *Counter { return &Counter{} }

func (c *Counter) lock() {
	for !c.busy.CompareAndSwap(false, true) {
	}
}

func (c *Counter) Inc() {
	c.lock()
	c.n++
	c.busy.Store(false)
}

// Value never gives its home-made lock back, and the next call spins.
func (c *Counter) Value() int {
	c.lock()
	return c.n
}
