// Package exercise runs tasks at the same time.
package exercise

import (
	"errors"
	"sync"
)

// All errors come back in one, and not the first of them.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
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
	wg.Wait()
	return results, errors.Join(errs...)
}
