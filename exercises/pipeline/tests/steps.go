package exercise

import (
	"sync/atomic"
	"time"
)

var racewayStep atomic.Pointer[func(step string, v int)]

// RacewayStep makes each step call f first, with its name and the value that it was given, instead of
// taking its time, until it is called again; nil stands for taking its time.
func RacewayStep(f func(step string, v int)) {
	if f == nil {
		racewayStep.Store(nil)
		return
	}
	racewayStep.Store(&f)
}

func racewayTake(step string, v int) {
	if f := racewayStep.Load(); f != nil {
		(*f)(step, v)
		return
	}
	time.Sleep(10 * time.Millisecond)
}

func squareOf(v int) int {
	racewayTake("squareOf", v)
	return v * v
}

func sumOf(v, n int) int {
	racewayTake("sumOf", v)
	return v + n
}

func productOf(v, n int) int {
	racewayTake("productOf", v)
	return v * n
}
