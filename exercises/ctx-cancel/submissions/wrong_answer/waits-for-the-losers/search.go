package exercise

import (
	"context"
	"errors"
	"sync"
)

// The losers are cancelled, and Search waits until the last of them has noticed.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var running sync.WaitGroup
	var mu sync.Mutex
	var first *Hit
	failures := []error{ErrNotFound}
	for _, source := range sources {
		running.Go(func() {
			hit, err := source(inner, query)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				failures = append(failures, err)
			case first == nil:
				first = &hit
				cancel()
			}
		})
	}
	running.Wait()
	if first != nil {
		return *first, nil
	}
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	return Hit{}, errors.Join(failures...)
}
