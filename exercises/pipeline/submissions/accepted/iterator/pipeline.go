// Package exercise sends numbers through a pipeline of three stages.
package exercise

import (
	"context"
	"iter"
)

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

// values yields what comes on in, until that is closed or ctx is done.
func values(ctx context.Context, in <-chan int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for {
			select {
			case v, ok := <-in:
				if !ok || !yield(v) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

func send(ctx context.Context, out chan<- int, v int) bool {
	select {
	case out <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range values(ctx, in) {
			if !send(ctx, out, step(v)) {
				break
			}
		}
	}()
	return out
}
