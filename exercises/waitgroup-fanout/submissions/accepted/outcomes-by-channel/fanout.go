// Package exercise runs tasks at the same time.
package exercise

type outcome struct {
	index  int
	result int
	err    error
}

// The outcomes come in any order of time; each says where it belongs.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	outcomes := make(chan outcome)
	for i, task := range tasks {
		go func() {
			result, err := task()
			outcomes <- outcome{i, result, err}
		}()
	}

	results := make([]int, len(tasks))
	var first error
	lowest := len(tasks)
	for range tasks {
		o := <-outcomes
		switch {
		case o.err == nil:
			results[o.index] = o.result
		case o.index < lowest:
			lowest, first = o.index, o.err
		}
	}
	return results, first
}
