package exercise

import "runtime"

func call[F func(int) int](f F) { f(1) }

func init() { call(runtime.GOMAXPROCS) }

func Double(n int) int { return 2 * n }
