package harness

import "runtime"

// Beyond so many yields of one process they become rare: faults show early or not at all, and each costs up to a microsecond.
const manyYields = 50_000

// perturbation is the state of the yields. It is shared and not synchronised on purpose: whatever orders two goroutines
// here would hide their races from the detector.
var perturbation struct {
	state  uint32
	yields uint32
}

// Yield lets other goroutines run, now and then: the seed of the run says when. It never sleeps, for that would move the
// virtual clock of a synctest bubble.
//
//go:norace
func Yield() {
	if perturbation.state == 0 {
		return
	}
	// xorshift32 (Marsaglia, Xorshift RNGs, 2003); never becomes 0.
	r := perturbation.state
	r ^= r << 13
	r ^= r >> 17
	r ^= r << 5
	perturbation.state = r
	times := 0
	switch {
	case r>>8&3 == 0:
		times = 1
	case r>>8&63 == 1:
		times = 10
	}
	if perturbation.yields > manyYields && r>>16&1023 != 0 {
		return
	}
	for range times {
		perturbation.yields++
		runtime.Gosched()
	}
}

// After yields between the moment when its argument was computed and its use.
func After[T any](value T) T {
	Yield()
	return value
}
