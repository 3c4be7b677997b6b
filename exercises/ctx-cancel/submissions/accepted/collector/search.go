package exercise

import (
	"context"
	"errors"
	"sync"
)

type result[T any] struct {
	value T
	err   error
}

// group runs functions until the first of them succeeds.
type group[T any] struct {
	ctx     context.Context
	cancel  context.CancelFunc
	running sync.WaitGroup
	results chan result[T]
}

func newGroup[T any](ctx context.Context) *group[T] {
	g := &group[T]{results: make(chan result[T])}
	g.ctx, g.cancel = context.WithCancel(ctx)
	return g
}

func (g *group[T]) start(f func(context.Context) (T, error)) {
	g.running.Go(func() {
		value, err := f(g.ctx)
		g.results <- result[T]{value, err}
	})
}

// first returns at once with the first success. A goroutine takes in whatever comes until all functions have returned.
func (g *group[T]) first(none error) <-chan result[T] {
	go func() {
		g.running.Wait()
		close(g.results)
	}()
	decided := make(chan result[T], 1)
	go func() {
		failures, success := []error{none}, false
		for r := range g.results {
			switch {
			case success:
			case r.err == nil:
				success = true
				decided <- r
				g.cancel()
			default:
				failures = append(failures, r.err)
			}
		}
		if !success {
			decided <- result[T]{err: errors.Join(failures...)}
		}
	}()
	return decided
}

func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	g := newGroup[Hit](ctx)
	defer g.cancel()
	for _, source := range sources {
		g.start(func(ctx context.Context) (Hit, error) { return source(ctx, query) })
	}
	select {
	case r := <-g.first(ErrNotFound):
		if r.err == nil || ctx.Err() == nil {
			return r.value, r.err
		}
	case <-ctx.Done():
	}
	return Hit{}, ctx.Err()
}
