// Package exercise runs tasks at the same time.
package exercise

import "sync"

var (
	mu    sync.Mutex
	spare []int
)

// RunAll keeps its slice for the next call, although the caller has it, too.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	mu.Lock()
	results := spare
	spare = nil
	mu.Unlock()
	if cap(results) < len(tasks) {
		results = make([]int, len(tasks))
	}
	results = results[:len(tasks)]
	clear(results)
	defer func() {
		mu.Lock()
		spare = results
		mu.Unlock()
	}()

	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
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
