package exercise

import (
	"context"
	"errors"
	"sync"
)

// Two hits at the same time both find that there is none yet.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var first *Hit
	failures := make([]error, len(sources))
	found, none := make(chan struct{}), make(chan struct{})
	var running sync.WaitGroup
	for i, source := range sources {
		running.Go(func() {
			hit, err := source(inner, query)
			failures[i] = err
			if err == nil && first == nil {
				first = &hit
				close(found)
			}
		})
	}
	go func() {
		running.Wait()
		close(none)
	}()
	select {
	case <-found:
		return *first, nil
	case <-ctx.Done():
		return Hit{}, ctx.Err()
	case <-none:
	}
	if first != nil {
		return *first, nil
	}
	return Hit{}, errors.Join(append(failures, ErrNotFound)...)
}
