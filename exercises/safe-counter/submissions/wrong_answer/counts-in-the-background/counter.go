// Package exercise counts what many goroutines do.
package exercise

type Counter struct {
	incs   chan struct{}
	values chan int
}

func NewCounter() *Counter {
	c := &Counter{incs: make(chan struct{}), values: make(chan int)}
	go func() {
		n := 0
		for {
			select {
			case <-c.incs:
				n++
			case c.values <- n:
			}
		}
	}()
	return c
}

// Inc has returned before anybody has counted it.
func (c *Counter) Inc() {
	go func() { c.incs <- struct{}{} }()
}

func (c *Counter) Value() int { return <-c.values }
