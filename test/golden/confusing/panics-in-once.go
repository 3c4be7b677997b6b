package exercise

import "sync"

func Double(n int) int {
	sum := 0
	var once sync.Once
	once.Do(func() { panic(map[string]int{"sum": sum}) })
	return 2 * n
}
