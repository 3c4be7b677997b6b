// Package exercise runs tasks at the same time.
package exercise

import "sync"

// RunAll runs all tasks at the same time and waits for them. It returns their results in the order of
// the tasks, and the error of the first task, in that order, that failed.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))

	var wg sync.WaitGroup
	for i, task := range tasks {
		go func() {
			wg.Add(1)
			result, err := task()
			if err != nil {
				errs[i] = err
				return
			}
			results[i] = result
			wg.Done()
		}()
	}

	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	wg.Wait()
	return results, nil
}
