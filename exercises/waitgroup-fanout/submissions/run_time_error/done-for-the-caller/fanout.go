// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The deferred Done belongs into the goroutines; here it counts below zero.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	defer wg.Done()
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
