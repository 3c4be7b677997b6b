package exercise

import "context"

func init() {
	c := make(chan error, 1)
	c <- nil
	select {
	case context.Canceled = <-c:
	}
}

func Double(n int) int { return 2 * n }
