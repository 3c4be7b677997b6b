package exercise_test

import (
	"runtime"
	"sync/atomic"
	"time"
)

// inStep calls f(0) and f(1) at the same time, again and again; before each step the two goroutines wait
// for each other. They are awake while they wait, for waking takes longer than many calls of Inc.
func inStep(steps int, f func(i int)) {
	arrived := make([]atomic.Int32, steps)
	alone := runtime.GOMAXPROCS(0) == 1
	together(2, func(i int) {
		naps := 200
		for step := range steps {
			arrived[step].Add(1)
			for looks := 1; arrived[step].Load() < 2 && naps > 0; looks++ {
				// When the other one has lost its processor to another program, let go of this one. When it has
				// been away for very long, perhaps it hangs: go on without it.
				switch {
				case looks > 2000:
					time.Sleep(time.Microsecond)
					naps--
				case alone || looks%100 == 0:
					runtime.Gosched()
				}
			}
			f(i)
		}
	})
}
