package exercise

import "runtime"

func init() {
	{
		runtime := 1
		_ = runtime
	}
	func() { runtime.GOMAXPROCS(1) }()
}

func Double(n int) int { return 2 * n }
