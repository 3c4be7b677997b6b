// Package exercise counts what many goroutines do.
package exercise

type Counter struct {
	incs   chan struct{}
	values chan int
}

// NewCounter gives incs a buffer: what lies in it is not counted yet, and values may be chosen first.
func NewCounter() *Counter {
	c := &Counter{incs: make(chan struct{}, 100), values: make(chan int)}
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

func (c *Counter) Inc() { c.incs <- struct{}{} }

func (c *Counter) Value() int { return <-c.values }
