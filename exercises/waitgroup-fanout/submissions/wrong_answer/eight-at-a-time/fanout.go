// Package exercise runs tasks at the same time.
package exercise

import "sync"

// Never more than eight tasks run at the same time.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	slots := make(chan struct{}, 8)
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
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
