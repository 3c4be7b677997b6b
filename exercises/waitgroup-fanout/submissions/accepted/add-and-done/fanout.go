// Package exercise runs tasks at the same time.
package exercise

import (
	"cmp"
	"sync"
)

// worker runs one task. The WaitGroup comes as a pointer: a copy would count for itself.
func worker(wg *sync.WaitGroup, task func() (int, error), result *int, failure *error) {
	defer wg.Done()
	if *result, *failure = task(); *failure != nil {
		*result = 0
	}
}

func RunAll(tasks []func() (int, error)) ([]int, error) {
	results, failures := make([]int, len(tasks)), make([]error, len(tasks))
	wg := new(sync.WaitGroup)
	wg.Add(len(tasks))
	for i := 0; i < len(tasks); i++ {
		go worker(wg, tasks[i], &results[i], &failures[i])
	}
	wg.Wait()
	return results, cmp.Or(failures...)
}
