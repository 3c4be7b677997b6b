// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The caller waits for a condition: no task is running any more.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	var mu sync.Mutex
	ended := sync.NewCond(&mu)
	running := 0
	results, errs := make([]int, len(tasks)), make([]error, len(tasks))

	for i, task := range tasks {
		mu.Lock()
		running++
		mu.Unlock()
		go func() {
			result, err := task()
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				results[i] = result
			}
			errs[i] = err
			running--
			ended.Signal()
		}()
	}

	mu.Lock()
	defer mu.Unlock()
	for running > 0 {
		ended.Wait()
	}
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
