// Package exercise runs tasks at the same time.
package exercise

import "sync/atomic"

// The caller asks over and over again how many tasks have ended.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var ended atomic.Int64
	for i, task := range tasks {
		go func() {
			defer ended.Add(1)
			result, err := task()
			if err != nil {
				errs[i] = err
				return
			}
			results[i] = result
		}()
	}
	for ended.Load() < int64(len(tasks)) {
	}
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
