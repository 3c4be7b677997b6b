// Package exercise counts what many goroutines do.
package exercise

type Counter struct {
	incs   chan struct{}
	values chan int
}

func NewCounter() *Counter { return &Counter{} }

// start is meant to run once, and two first calls at the same time both find no owner.
func (c *Counter) start() {
	if c.incs != nil {
		return
	}
	incs, values := make(chan struct{}), make(chan int)
	go func() {
		n := 0
		for {
			select {
			case <-incs:
				n++
			case values <- n:
			}
		}
	}()
	c.incs, c.values = incs, values
}

func (c *Counter) Inc() {
	c.start()
	c.incs <- struct{}{}
}

func (c *Counter) Value() int {
	c.start()
	return <-c.values
}
