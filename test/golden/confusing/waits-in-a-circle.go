package exercise

import "sync"

var a, b sync.Mutex

func left(ready, go_ chan bool) {
	a.Lock()
	ready <- true
	<-go_
	b.Lock()
}

func right(ready, go_ chan bool) {
	b.Lock()
	ready <- true
	<-go_
	a.Lock()
}

func Double(n int) int {
	ready, go_ := make(chan bool, 2), make(chan bool)
	var both sync.WaitGroup
	both.Go(func() { left(ready, go_) })
	both.Go(func() { right(ready, go_) })
	<-ready
	<-ready
	close(go_)
	both.Wait()
	return 2 * n
}
