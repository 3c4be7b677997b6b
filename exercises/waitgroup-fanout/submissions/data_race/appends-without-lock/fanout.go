// Package exercise runs tasks at the same time.
package exercise

import (
	"slices"
	"sync"
)

type outcome struct {
	index  int
	result int
	err    error
}

// The order is put right in the end, but two may append at once.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	var all []outcome
	var wg sync.WaitGroup
	for i, task := range tasks {
		wg.Go(func() {
			result, err := task()
			if err != nil {
				result = 0
			}
			all = append(all, outcome{i, result, err})
		})
	}
	wg.Wait()
	slices.SortFunc(all, func(a, b outcome) int { return a.index - b.index })
	var results []int
	var first error
	for _, o := range all {
		results = append(results, o.result)
		if first == nil {
			first = o.err
		}
	}
	return results, first
}
