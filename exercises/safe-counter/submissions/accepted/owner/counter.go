// Package exercise counts what many goroutines do.
package exercise

// Counter hands every call to one goroutine, which alone knows the count.
type Counter struct {
	incs   chan struct{}
	values chan int
}

func NewCounter() *Counter {
	c := &Counter{incs: make(chan struct{}), values: make(chan int)}
	go c.own()
	return c
}

// own counts what it received before it does anything else. Neither channel has a buffer, so when Inc
// returns, its call is counted before the next value is handed out.
func (c *Counter) own() {
	n := 0
	for {
		select {
		case <-c.incs:
			n++
		case c.values <- n:
		}
	}
}

func (c *Counter) Inc() { c.incs <- struct{}{} }

func (c *Counter) Value() int { return <-c.values }
