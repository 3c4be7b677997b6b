// Package exercise runs tasks at the same time.
package exercise

// RunAll runs one half of the tasks in another goroutine, and the other half itself.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	switch len(tasks) {
	case 0:
		return nil, nil
	case 1:
		result, err := tasks[0]()
		if err != nil {
			result = 0
		}
		return []int{result}, err
	}

	middle := len(tasks) / 2
	var left []int
	var leftErr error
	done := make(chan struct{})
	go func() {
		left, leftErr = RunAll(tasks[:middle])
		close(done)
	}()
	right, err := RunAll(tasks[middle:])
	<-done
	if leftErr != nil {
		err = leftErr
	}
	return append(left, right...), err
}
