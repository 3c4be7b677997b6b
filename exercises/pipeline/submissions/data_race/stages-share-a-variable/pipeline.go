// Package exercise sends numbers through a pipeline of three stages.
package exercise

import "context"

// All stages keep the value that they are at in the same variable.
func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	var v int
	squares := stage(ctx, in, &v, squareOf)
	sums := stage(ctx, squares, &v, func(v int) int { return sumOf(v, addend) })
	return stage(ctx, sums, &v, func(v int) int { return productOf(v, factor) })
}

func square(ctx context.Context, in <-chan int) <-chan int {
	return stage(ctx, in, new(int), squareOf)
}

func add(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, new(int), func(v int) int { return sumOf(v, n) })
}

func multiply(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, new(int), func(v int) int { return productOf(v, n) })
}

func stage(ctx context.Context, in <-chan int, v *int, step func(int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for open := true; ; {
			select {
			case *v, open = <-in:
				if !open {
					return
				}
				select {
				case out <- step(*v):
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
