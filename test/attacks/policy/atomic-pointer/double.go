package exercise

import "sync/atomic"

var load = atomic.LoadPointer

func Double(n int) int { return 2 * n }
