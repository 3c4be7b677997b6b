// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The lock is held while the task runs, so that one waits for the other.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			result, err := task()
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
