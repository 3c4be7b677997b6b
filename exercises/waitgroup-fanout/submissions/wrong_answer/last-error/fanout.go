// Package exercise runs tasks at the same time.
package exercise

import "sync"

// A later error in the list takes the place of an earlier one.
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
	var failure error
	for _, err := range errs {
		if err != nil {
			failure = err
		}
	}
	return results, failure
}
