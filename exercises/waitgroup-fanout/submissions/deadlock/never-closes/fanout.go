// Package exercise runs tasks at the same time.
package exercise

type outcome struct {
	index  int
	result int
	err    error
}

// The loop over the channel ends when somebody closes it, and nobody does.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	outcomes := make(chan outcome)
	for i, task := range tasks {
		go func() {
			result, err := task()
			outcomes <- outcome{i, result, err}
		}()
	}
	results := make([]int, len(tasks))
	errs := make([]error, len(tasks))
	for o := range outcomes {
		if o.err == nil {
			results[o.index] = o.result
		}
		errs[o.index] = o.err
	}
	for _, err := range errs {
		if err != nil {
			return results, err
		}
	}
	return results, nil
}
