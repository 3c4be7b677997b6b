// Package exercise runs tasks at the same time.
package exercise

import "sync"

type failure struct {
	index int
	err   error
}

// Nobody receives the errors before all tasks are counted off, and they are counted off after sending.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	failures := make(chan failure)
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Add(1)
		go func() {
			defer wg.Done()
			result, err := task()
			if err != nil {
				failures <- failure{i, err}
				return
			}
			results[i] = result
		}()
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
