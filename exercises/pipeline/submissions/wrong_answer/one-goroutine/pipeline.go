// Package exercise sends numbers through a pipeline of three stages.
package exercise

import "context"

// One goroutine does all three steps of a value before it takes the next one.
func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	return stage(ctx, in, func(v int) int { return productOf(sumOf(squareOf(v), addend), factor) })
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

func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			select {
			case v, open := <-in:
				if !open {
					return
				}
				select {
				case out <- step(v):
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
