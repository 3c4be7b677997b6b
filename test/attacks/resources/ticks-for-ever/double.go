package exercise

import "time"

func Double(n int) int {
	for range time.Tick(10 * time.Millisecond) {
	}
	return n
}
