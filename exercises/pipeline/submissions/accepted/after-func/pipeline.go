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

// stop is closed as soon as ctx is done. When the stage ends before that, nothing waits for ctx any more.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out, stop := make(chan int), make(chan struct{})
	forget := context.AfterFunc(ctx, func() { close(stop) })
	go func() {
		defer close(out)
		defer forget()
		for {
			select {
			case <-stop:
				return
			case v, open := <-in:
				if !open {
					return
				}
				select {
				case <-stop:
					return
				case out <- step(v):
				}
			}
		}
	}()
	return out
}
