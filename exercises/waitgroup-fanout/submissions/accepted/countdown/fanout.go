// Package exercise runs tasks at the same time.
package exercise

import "sync/atomic"

// The task that ends last wakes the caller.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	if len(tasks) == 0 {
		return results, nil
	}
	errs := make([]error, len(tasks))
	var running atomic.Int64
	running.Store(int64(len(tasks)))
	done := make(chan struct{})
	for i := range tasks {
		go func() {
			results[i], errs[i] = tasks[i]()
			if running.Add(-1) == 0 {
				close(done)
			}
		}()
	}
	<-done

	var first error
	for i := len(tasks) - 1; i >= 0; i-- {
		if errs[i] != nil {
			results[i], first = 0, errs[i]
		}
	}
	return results, first
}
