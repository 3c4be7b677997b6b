// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The error is the one that happened first, whichever task it came from.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	var first error
	var once sync.Once
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				once.Do(func() { first = err })
				return
			}
			results[i] = result
		})
	}
	wg.Wait()
	return results, first
}
