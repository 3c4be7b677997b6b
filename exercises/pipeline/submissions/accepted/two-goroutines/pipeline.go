// Package exercise sends numbers through a pipeline of three stages.
package exercise

import (
	"context"
	"sync"
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

// One goroutine receives, another one does the step and sends. Whichever ends tells the other one.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	ctx, cancel := context.WithCancel(ctx)
	values, out := make(chan int), make(chan int)
	var both sync.WaitGroup
	both.Go(func() {
		defer close(values)
		for {
			select {
			case v, open := <-in:
				if !open {
					return
				}
				select {
				case values <- v:
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	})
	both.Go(func() {
		for v := range values {
			select {
			case out <- step(v):
			case <-ctx.Done():
				return
			}
		}
	})
	go func() {
		both.Wait()
		cancel()
		close(out)
	}()
	return out
}
