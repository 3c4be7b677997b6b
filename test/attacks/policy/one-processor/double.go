package exercise

import "runtime"

func init() { runtime.GOMAXPROCS(1) }

func Double(n int) int { return 2 * n }
