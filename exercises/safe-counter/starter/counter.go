// Package exercise counts what many goroutines do.
package exercise

// Counter counts. Any number of goroutines may use it at once.
type Counter struct {
	n int
}

// NewCounter returns a counter that stands at zero.
func NewCounter() *Counter {
	return &Counter{}
}

// Inc adds one.
func (c *Counter) Inc() {
	c.n++
}

// Value returns how often Inc has been called.
func (c *Counter) Value() int {
	return c.n
}
