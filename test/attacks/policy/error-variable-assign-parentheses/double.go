package exercise

import "context"

func init() {
	(context.Canceled) = nil
}

func Double(n int) int { return 2 * n }
