// Package exercise counts what many goroutines do.
package exercise

type Counter struct {
	cell chan int
}

func NewCounter() *Counter {
	c := &Counter{cell: make(chan int)}
	go func() { c.cell <- 0 }()
	return c
}

// Inc wants to put the count back into a channel that holds nothing.
func (c *Counter) Inc() {
	n := <-c.cell
	c.cell <- n + 1
}

func (c *Counter) Value() int {
	n := <-c.cell
	c.cell <- n
	return n
}
