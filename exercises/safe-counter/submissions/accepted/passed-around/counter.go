// Package exercise counts what many goroutines do.
package exercise

// Counter is a channel in which the count itself lies. Whoever takes it out is the only one who has it.
type Counter struct {
	cell chan int
}

func NewCounter() *Counter {
	c := &Counter{cell: make(chan int, 1)}
	c.cell <- 0
	return c
}

func (c *Counter) Inc() {
	n := <-c.cell
	c.cell <- n + 1
}

func (c *Counter) Value() int {
	n := <-c.cell
	c.cell <- n
	return n
}
