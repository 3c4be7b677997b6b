package exercise

import "runtime"

func Double(n int) int { return runtime.Stack(nil, true) }
