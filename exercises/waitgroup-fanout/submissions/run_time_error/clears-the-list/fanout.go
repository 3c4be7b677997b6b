// Package exercise runs tasks at the same time.
package exercise

import "sync"

// A task that has ended is struck off the caller's list.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err == nil {
				results[i] = result
			}
			errs[i] = err
		})
	}
	wg.Wait()
	clear(tasks)
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
