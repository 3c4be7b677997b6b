// Package exercise runs tasks at the same time.
package exercise

import (
	"slices"
	"sync"
)

// Deferred, Wait comes after the results have been copied.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	defer wg.Wait()
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				errs[i] = err
				return
			}
			results[i] = result
		})
	}
	for _, err := range errs {
		if err != nil {
			return slices.Clone(results), err
		}
	}
	return slices.Clone(results), nil
}
