// Package exercise runs tasks at the same time.
package exercise

import "sync"

// Nobody ever tells the goroutine that counts failures to stop.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	failures := make(chan error)
	go func() {
		count := 0
		for range failures {
			count++
		}
	}()
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				errs[i] = err
				failures <- err
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
