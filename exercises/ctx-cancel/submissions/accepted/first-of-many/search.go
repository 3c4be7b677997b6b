package exercise

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
)

// A context for each source; the first hit wins a compare-and-swap.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if ctx.Err() != nil {
		return Hit{}, fmt.Errorf("search for %q: %w", query, ctx.Err())
	}
	var first atomic.Pointer[Hit]
	won, missed := make(chan struct{}), make(chan error, 1)
	errs := make(chan error, len(sources))
	var cancels []context.CancelFunc
	var running sync.WaitGroup
	for _, source := range sources {
		own, cancel := context.WithCancel(ctx)
		cancels = append(cancels, cancel)
		running.Add(1)
		go func() {
			defer running.Done()
			hit, err := source(own, query)
			switch {
			case err != nil:
				errs <- err
			case first.CompareAndSwap(nil, &hit):
				close(won)
			}
		}()
	}
	defer func() {
		for _, cancel := range cancels {
			cancel()
		}
	}()
	go func() {
		running.Wait()
		close(errs)
		if first.Load() != nil {
			return
		}
		err := ErrNotFound
		for failure := range errs {
			err = fmt.Errorf("%w; %w", err, failure)
		}
		missed <- err
	}()
	select {
	case <-won:
		return *first.Load(), nil
	case err := <-missed:
		if ctx.Err() == nil {
			return Hit{}, err
		}
	case <-ctx.Done():
	}
	return Hit{}, fmt.Errorf("search for %q: %w", query, ctx.Err())
}
