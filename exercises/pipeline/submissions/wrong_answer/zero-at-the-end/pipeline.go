// Package exercise sends numbers through a pipeline of three stages.
package exercise

import "context"

func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	return multiply(ctx, add(ctx, square(ctx, in), addend), factor)
}

func square(ctx context.Context, in <-chan int) <-chan int {
	return stage(ctx, in, squareOf)
}

func add(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, func(v int) int { return sumOf(v, n) })
}

func multiply(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, func(v int) int { return productOf(v, n) })
}

// When ctx is done the stage sends a value that it was never given.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out := make(chan int, 1)
	go func() {
		defer close(out)
		for {
			var v int
			open := true
			select {
			case v, open = <-in:
			case <-ctx.Done():
			}
			if !open {
				return
			}
			select {
			case out <- step(v):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
