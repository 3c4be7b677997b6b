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

// A nil channel is never ready: a stage either receives or sends.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	results := make(chan int)
	go func() {
		defer close(results)
		var result int
		from, to := in, chan<- int(nil)
		for {
			select {
			case <-ctx.Done():
				return
			case v, open := <-from:
				if !open {
					return
				}
				result = step(v)
				from, to = nil, results
			case to <- result:
				from, to = in, nil
			}
		}
	}()
	return results
}
