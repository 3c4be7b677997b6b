package exercise

import "context"

func init() {
	var x int
	x, context.Canceled = 1, nil
	_ = x
}

func Double(n int) int { return 2 * n }
