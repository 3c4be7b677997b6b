package exercise

import "sync"

var mu sync.Mutex

func Double(n int) int {
	mu.Unlock()
	return 2 * n
}
