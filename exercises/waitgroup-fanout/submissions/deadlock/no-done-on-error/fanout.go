// Package exercise runs tasks at the same time.
package exercise

import "sync"

// A task that fails is never counted off.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Add(1)
		go func() {
			result, err := task()
			if err != nil {
				errs[i] = err
				return
			}
			results[i] = result
			wg.Done()
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
