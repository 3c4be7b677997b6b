package exercise

import (
	"context"
	"errors"
	"sync"
)

// The goroutines append to one list of errors.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	hits := make(chan Hit, len(sources))
	failures := []error{ErrNotFound}
	var running sync.WaitGroup
	for _, source := range sources {
		running.Add(1)
		go func() {
			defer running.Done()
			hit, err := source(ctx, query)
			if err != nil {
				failures = append(failures, err)
				return
			}
			hits <- hit
		}()
	}
	go func() {
		running.Wait()
		close(hits)
	}()
	select {
	case hit, ok := <-hits:
		if ok {
			return hit, nil
		}
		return Hit{}, errors.Join(failures...)
	case <-ctx.Done():
		return Hit{}, ctx.Err()
	}
}
