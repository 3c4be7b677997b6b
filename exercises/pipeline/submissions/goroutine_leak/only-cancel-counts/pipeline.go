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

// A deadline is no call of cancel, and nothing comes to an end.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out, cancelled := make(chan int), make(chan struct{})
	forget := context.AfterFunc(ctx, func() {
		if ctx.Err() == context.Canceled {
			close(cancelled)
		}
	})
	go func() {
		defer close(out)
		defer forget()
		for {
			select {
			case v, open := <-in:
				if !open {
					return
				}
				select {
				case out <- step(v):
				case <-cancelled:
					return
				}
			case <-cancelled:
				return
			}
		}
	}()
	return out
}
