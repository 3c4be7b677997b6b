// Package exercise runs tasks at the same time.
package exercise

// What a function returns cannot be taken from a go statement.
func RunAll(tasks []func() (int, error)) ([]int, error) {
	results := make([]int, len(tasks))
	var first error
	for i, task := range tasks {
		result, err := go task()
		if err != nil && first == nil {
			first = err
		}
		results[i] = result
	}
	return results, first
}
