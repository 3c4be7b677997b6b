package exercise

import "runtime"

func init() {
	runtime := runtime.GOMAXPROCS(1)
	_ = runtime
}

func Double(n int) int { return 2 * n }
