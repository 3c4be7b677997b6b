package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// A search that the caller cancels claims that there is no hit.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	answers := make(chan answer, len(sources))
	for _, source := range sources {
		go func() {
			hit, err := source(ctx, query)
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
			return Hit{}, errors.Join(ErrNotFound, ctx.Err())
		}
	}
	return Hit{}, errors.Join(failures...)
}
