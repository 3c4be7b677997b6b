// Package exercise runs tasks at the same time.
package exercise

import (
	"sync"
	"sync/atomic"
)

// Once a task has failed, no further one is started.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var failed atomic.Bool
	var wg sync.WaitGroup
	for i, task := range tasks {
		if failed.Load() {
			break
		}
		wg.Go(func() {
			result, err := task()
			if err != nil {
				errs[i] = err
				failed.Store(true)
				return
			}
			results[i] = result
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
