// Package exercise sends numbers through a pipeline of three stages.
package exercise

import "context"

// pipeline squares the values of in, adds addend, and multiplies by factor, each in a stage of its own.
func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	squares := square(ctx, in)
	sums := add(ctx, squares, addend)
	return multiply(ctx, sums, factor)
}

// square is the stage that squares.
func square(ctx context.Context, in <-chan int) <-chan int {
	return stage(ctx, in, squareOf)
}

// add is the stage that adds n.
func add(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, func(v int) int { return sumOf(v, n) })
}

// multiply is the stage that multiplies by n.
func multiply(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, func(v int) int { return productOf(v, n) })
}

// stage calls step for each value of in and sends what it returns, until in is closed or ctx is done. Then
// it closes the channel, so that the stage behind it ends as well.
func stage(ctx context.Context, in <-chan int, step func(v int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			var v int
			var open bool
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
