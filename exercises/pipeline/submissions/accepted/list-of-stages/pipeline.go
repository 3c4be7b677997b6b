// Package exercise sends numbers through a pipeline of three stages.
package exercise

import "context"

// stage is one of a list.
type stage struct {
	ctx  context.Context
	step func(v int) int
	in   <-chan int
	out  chan int
}

func (s *stage) run() {
	defer close(s.out)
	for s.next() {
	}
}

// next takes one value through the stage, and says whether there may be another one.
func (s *stage) next() bool {
	if s.ctx.Err() != nil {
		return false
	}
	var v int
	select {
	case <-s.ctx.Done():
		return false
	case value, open := <-s.in:
		if !open {
			return false
		}
		v = s.step(value)
	}
	select {
	case <-s.ctx.Done():
		return false
	case s.out <- v:
		return true
	}
}

func through(ctx context.Context, in <-chan int, steps ...func(v int) int) <-chan int {
	for _, step := range steps {
		s := &stage{ctx, step, in, make(chan int)}
		go s.run()
		in = s.out
	}
	return in
}

func plus(n int) func(int) int  { return func(v int) int { return sumOf(v, n) } }
func times(n int) func(int) int { return func(v int) int { return productOf(v, n) } }

func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	return through(ctx, in, squareOf, plus(addend), times(factor))
}

func square(ctx context.Context, in <-chan int) <-chan int { return through(ctx, in, squareOf) }

func add(ctx context.Context, in <-chan int, n int) <-chan int { return through(ctx, in, plus(n)) }

func multiply(ctx context.Context, in <-chan int, n int) <-chan int {
	return through(ctx, in, times(n))
}
