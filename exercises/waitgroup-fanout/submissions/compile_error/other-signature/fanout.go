// Package exercise runs tasks at the same time.
package exercise

import "sync"

// RunAll returns all errors instead of the first one.
func RunAll(tasks []func() (int, error)) ([]int, []error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() { results[i], errs[i] = task() })
	}
	wg.Wait()
	return results, errs
}
