// Package exercise runs tasks at the same time.
package exercise

import "sync"

// Each worker counts down a copy.
func worker(wg sync.WaitGroup, task func() (int, error), result *int, failure *error) {
	defer wg.Done()
	if *result, *failure = task(); *failure != nil {
		*result = 0
	}
}

func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Add(1)
		go worker(wg, task, &results[i], &errs[i])
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
