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

// Two values are in one stage at the same time; the order is kept.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out, results := make(chan int), make(chan chan int, 1)
	go func() {
		defer close(results)
		for {
			select {
			case v, open := <-in:
				if !open {
					return
				}
				result := make(chan int, 1)
				go func() { result <- step(v) }()
				select {
				case results <- result:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() {
		defer close(out)
		for result := range results {
			select {
			case out <- <-result:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
