package exercise

import "context"

func init() {
	for _, context.Canceled = range []error{nil} {
	}
}

func Double(n int) int { return 2 * n }
