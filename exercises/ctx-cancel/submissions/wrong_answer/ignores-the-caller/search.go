package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// Search waits for its sources, however long they take to notice that the caller has cancelled.
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
		a := <-answers
		if a.err == nil {
			return a.hit, nil
		}
		failures = append(failures, a.err)
	}
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	return Hit{}, errors.Join(failures...)
}
