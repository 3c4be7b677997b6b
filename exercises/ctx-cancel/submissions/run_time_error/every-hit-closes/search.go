package exercise

import (
	"context"
	"errors"
	"sync"
)

// Every hit closes the channel, and not only the first.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex
	var hits []Hit
	failures := []error{ErrNotFound}
	found, none := make(chan struct{}), make(chan struct{})
	var running sync.WaitGroup
	for _, source := range sources {
		running.Go(func() {
			hit, err := source(inner, query)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failures = append(failures, err)
				return
			}
			hits = append(hits, hit)
			close(found)
		})
	}
	go func() {
		running.Wait()
		if len(hits) == 0 {
			close(none)
		}
	}()
	select {
	case <-found:
		mu.Lock()
		defer mu.Unlock()
		return hits[0], nil
	case <-none:
		return Hit{}, errors.Join(failures...)
	case <-ctx.Done():
		return Hit{}, ctx.Err()
	}
}
