// Package exercise runs tasks at the same time.
package exercise

import "sync"

// Each result has a place of its own; the error is shared, and nothing protects it.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	var first error
	lowest := len(tasks)
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err == nil {
				results[i] = result
			} else if i < lowest {
				lowest, first = i, err
			}
		})
	}
	wg.Wait()
	return results, first
}
