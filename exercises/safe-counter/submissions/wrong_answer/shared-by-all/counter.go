// Package exercise counts what many goroutines do.
package exercise

import "sync"

type Counter struct{}

// There is one count, and every counter is the same.
var (
	mu sync.Mutex
	n  int
)

func NewCounter() *Counter {
	mu.Lock()
	defer mu.Unlock()
	n = 0
	return &Counter{}
}

func (c *Counter) Inc() {
	mu.Lock()
	defer mu.Unlock()
	n++
}

func (c *Counter) Value() int {
	mu.Lock()
	defer mu.Unlock()
	return n
}
