// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The errors are looked at while the tasks still write them.
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
	var first error
	for _, err := range errs {
		if err != nil && first == nil {
			first = err
		}
	}
	wg.Wait()
	return results, first
}
