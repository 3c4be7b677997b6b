// Package exercise runs tasks at the same time.
package exercise

import "sync"

// A task that fails is counted off twice, and another one is not waited for.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	var mu sync.Mutex
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	wg.Add(len(tasks))
	for i, task := range tasks {
		go func() {
			defer wg.Done()
			result, err := task()
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs[i] = err
				wg.Done()
				return
			}
			results[i] = result
		}()
	}
	wg.Wait()

	mu.Lock()
	defer mu.Unlock()
	for _, err := range errs {
		if err != nil {
			return append([]int(nil), results...), err
		}
	}
	return append([]int(nil), results...), nil
}
