// Package exercise runs tasks at the same time.
package exercise

import "sync"

// The caller runs the first task itself, also when there is none.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	run := func(i int) {
		result, err := tasks[i]()
		if err != nil {
			errs[i] = err
			return
		}
		results[i] = result
	}
	var wg sync.WaitGroup
	for i := 1; i < len(tasks); i++ {
		wg.Go(func() { run(i) })
	}
	run(0)
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
