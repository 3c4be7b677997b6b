// Package exercise runs tasks at the same time.
package exercise

import "sync"

type failure struct {
	index int
	err   error
}

// There is room for eight errors; the ninth task that fails waits for ever.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	failures := make(chan failure, 8)
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				failures <- failure{i, err}
				return
			}
			results[i] = result
		})
	}
	wg.Wait()
	close(failures)
	first := failure{index: len(tasks)}
	for f := range failures {
		if f.index < first.index {
			first = f
		}
	}
	return results, first.err
}
