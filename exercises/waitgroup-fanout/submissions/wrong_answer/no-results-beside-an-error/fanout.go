// Package exercise runs tasks at the same time.
package exercise

import "sync"

// One failure, and the results of all the others are thrown away.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() { results[i], errs[i] = task() })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}
