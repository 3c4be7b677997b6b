// Package exercise sends numbers through a pipeline of three stages.
package exercise

import "context"

// pipeline squares the values of in, adds addend, and multiplies by factor, each in a stage of its own.
func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	squares := square(ctx, in)
	sums := add(ctx, squares, addend)
	return multiply(ctx, sums, factor)
}

// square is the stage that squares. No stage tells the next one that it is done, or ends before in does.
func square(ctx context.Context, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		for v := range in {
			out <- squareOf(v)
		}
	}()
	return out
}

// add is the stage that adds n.
func add(ctx context.Context, in <-chan int, n int) <-chan int {
	out := make(chan int)
	go func() {
		for v := range in {
			out <- sumOf(v, n)
		}
	}()
	return out
}

// multiply is the stage that multiplies by n.
func multiply(ctx context.Context, in <-chan int, n int) <-chan int {
	out := make(chan int)
	go func() {
		for v := range in {
			out <- productOf(v, n)
		}
	}()
	return out
}
