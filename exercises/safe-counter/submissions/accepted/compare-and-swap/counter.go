// Package exercise counts what many goroutines do.
package exercise

import "sync/atomic"

type Counter struct {
	n int64
}

func NewCounter() *Counter { return &Counter{} }

// Inc tries again when another one was faster: each failure means that somebody else has counted.
func (c *Counter) Inc() {
	for {
		n := atomic.LoadInt64(&c.n)
		if atomic.CompareAndSwapInt64(&c.n, n, n+1) {
			return
		}
	}
}

func (c *Counter) Value() int { return int(atomic.LoadInt64(&c.n)) }
