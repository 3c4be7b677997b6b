// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The lock prevents the race, and the results stand in the order in which the tasks ended.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	var mu sync.Mutex
	var results []int
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				errs[i] = err
				result = 0
			}
			mu.Lock()
			defer mu.Unlock()
			results = append(results, result)
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
