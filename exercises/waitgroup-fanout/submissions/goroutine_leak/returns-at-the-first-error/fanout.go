// Package exercise runs tasks at the same time.
package exercise

// The caller gets the first error while other tasks still run.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	type outcome struct {
		index  int
		result int
		err    error
	}
	outcomes := make(chan outcome, len(tasks))
	for i, task := range tasks {
		go func() {
			result, err := task()
			outcomes <- outcome{i, result, err}
		}()
	}
	results := make([]int, len(tasks))
	for range tasks {
		o := <-outcomes
		if o.err != nil {
			return results, o.err
		}
		results[o.index] = o.result
	}
	return results, nil
}
