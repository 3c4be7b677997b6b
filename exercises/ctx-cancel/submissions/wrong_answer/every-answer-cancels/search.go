package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// Each goroutine cancels the context of all when it ends, after a miss, too.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan answer, len(sources))
	for _, source := range sources {
		go func() {
			defer cancel()
			hit, err := source(inner, query)
			answers <- answer{hit, err}
		}()
	}
	failures := []error{ErrNotFound}
	for range sources {
		select {
		case a := <-answers:
			if a.err == nil {
				return a.hit, nil
			}
			failures = append(failures, a.err)
		case <-ctx.Done():
			return Hit{}, ctx.Err()
		}
	}
	return Hit{}, errors.Join(failures...)
}
