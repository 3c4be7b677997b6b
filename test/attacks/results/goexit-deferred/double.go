package exercise

import "runtime"

func Double(n int) int {
	defer runtime.Goexit()
	panic("lost")
}
