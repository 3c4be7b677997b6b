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

// queue takes whatever comes, whether or not anybody receives.
func queue(ctx context.Context, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		var waiting []int
		for from := in; from != nil || len(waiting) > 0; {
			var to chan<- int
			var first int
			if len(waiting) > 0 {
				to, first = out, waiting[0]
			}
			select {
			case v, open := <-from:
				if open {
					waiting = append(waiting, v)
				} else {
					from = nil
				}
			case to <- first:
				waiting = waiting[1:]
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range queue(ctx, in) {
			select {
			case out <- step(v):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
