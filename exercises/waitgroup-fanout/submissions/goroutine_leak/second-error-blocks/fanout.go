// Package exercise runs tasks at the same time.
package exercise

import "sync"

type failure struct {
	index int
	err   error
}

// The tasks are counted off before they send their errors, and only one error is ever received.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	failures := make(chan failure)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Add(1)
		go func() {
			result, err := task()
			if err != nil {
				wg.Done()
				failures <- failure{i, err}
				return
			}
			results[i] = result
			wg.Done()
		}()
	}
	go func() {
		wg.Wait()
		close(done)
	}()
	select {
	case f := <-failures:
		<-done
		return results, f.err
	case <-done:
		return results, nil
	}
}
