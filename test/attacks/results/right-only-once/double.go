package exercise

import "sync/atomic"

var calls atomic.Int64

func Double(n int) int {
	if calls.Add(1) == 1 {
		return 2 * n
	}
	return 0
}
