// Package exercise runs tasks at the same time.
package exercise

import "sync"

// All calls share one WaitGroup, and each waits for the tasks of the others.
var wg sync.WaitGroup

func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	for i, task := range tasks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			result, err := task()
			if err != nil {
				errs[i] = err
				return
			}
			results[i] = result
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
