package exercise

import (
	"context"
	"errors"
	"sync"
)

// A loser that has a hit after all overwrites the first one.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var running sync.WaitGroup
	var mu sync.Mutex
	var found *Hit
	failures := []error{ErrNotFound}
	for _, source := range sources {
		running.Go(func() {
			hit, err := source(inner, query)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failures = append(failures, err)
				return
			}
			found = &hit
			cancel()
		})
	}
	none := make(chan struct{})
	go func() {
		running.Wait()
		close(none)
	}()
	select {
	case <-none:
	case <-ctx.Done():
		return Hit{}, ctx.Err()
	}
	if found != nil {
		return *found, nil
	}
	return Hit{}, errors.Join(failures...)
}
