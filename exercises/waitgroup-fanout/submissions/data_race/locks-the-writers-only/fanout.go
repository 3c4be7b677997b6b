// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The tasks take a lock, but nobody waits for the last of them: a counter says that it has begun, not
// that it has ended.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	begun := make(chan bool, len(tasks))
	var mu sync.Mutex
	for i, task := range tasks {
		go func() {
			begun <- true
			result, err := task()
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				results[i] = result
			}
			errs[i] = err
		}()
	}
	for range tasks {
		<-begun
	}
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
