// Package exercise counts what many goroutines do.
package exercise

// Counter sends functions to the goroutine that owns the count. It takes them in the order in which they
// came, so Inc need not wait until its own has been called: a later Value is behind it in the queue.
type Counter struct {
	requests chan func(n *int)
}

func NewCounter() *Counter {
	c := &Counter{requests: make(chan func(n *int), 64)}
	go func() {
		n := 0
		for request := range c.requests {
			request(&n)
		}
	}()
	return c
}

func (c *Counter) Inc() {
	c.requests <- func(n *int) { *n++ }
}

func (c *Counter) Value() int {
	answer := make(chan int)
	c.requests <- func(n *int) { answer <- *n }
	return <-answer
}
