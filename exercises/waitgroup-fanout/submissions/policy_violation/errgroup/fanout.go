// Package exercise runs tasks at the same time.
package exercise

import "golang.org/x/sync/errgroup"

// Only the standard library is there.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	var group errgroup.Group
	for i, task := range tasks {
		group.Go(func() (err error) {
			results[i], err = task()
			return err
		})
	}
	return results, group.Wait()
}
