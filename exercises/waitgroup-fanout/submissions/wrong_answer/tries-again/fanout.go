// Package exercise runs tasks at the same time.
package exercise

import "sync"

// A task that failed is called a second time.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				result, err = task()
			}
			if err != nil {
				errs[i] = err
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
