package exercise

import (
	"context"
	"errors"
	"sync"
)

var (
	mu      sync.Mutex
	cancels []context.CancelFunc
)

// A hit cancels whatever is in the list, and that is everybody's.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	mu.Lock()
	cancels = append(cancels, cancel)
	mu.Unlock()
	defer func() {
		mu.Lock()
		defer mu.Unlock()
		for _, cancel := range cancels {
			cancel()
		}
		cancels = nil
	}()
	hits, misses := make(chan Hit, len(sources)), make(chan error, len(sources))
	for _, source := range sources {
		go func() {
			hit, err := source(ctx, query)
			if err != nil {
				misses <- err
			} else {
				hits <- hit
			}
		}()
	}
	failures := []error{ErrNotFound}
	for range sources {
		select {
		case hit := <-hits:
			return hit, nil
		case err := <-misses:
			failures = append(failures, err)
		case <-ctx.Done():
			return Hit{}, ctx.Err()
		}
	}
	return Hit{}, errors.Join(failures...)
}
