// Package exercise runs tasks at the same time.
package exercise

import "sync"

// Each task that fails closes the channel, and it can be closed only once.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	failed := make(chan struct{})
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				errs[i] = err
				close(failed)
				return
			}
			results[i] = result
		})
	}
	wg.Wait()
	select {
	case <-failed:
		for _, err := range errs {
			if err != nil {
				return results, err
			}
		}
	default:
	}
	return results, nil
}
