package exercise

import "time"

func Double(n int) int {
	time.Sleep(1 << 62)
	return n
}
