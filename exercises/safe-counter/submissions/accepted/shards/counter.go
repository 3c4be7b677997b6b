// Package exercise counts what many goroutines do.
package exercise

import (
	"math/rand/v2"
	"sync/atomic"
)

const shards = 8

// Counter spreads the calls of Inc over several counts, so that they seldom meet. No count ever
// shrinks: a later sum is never less than an earlier one.
type Counter struct {
	counts [shards]struct {
		atomic.Int64
		_ [56]byte // a cache line each
	}
}

func NewCounter() *Counter { return new(Counter) }

func (c *Counter) Inc() { c.counts[rand.IntN(shards)].Add(1) }

func (c *Counter) Value() int {
	var sum int64
	for i := range c.counts {
		sum += c.counts[i].Load()
	}
	return int(sum)
}
