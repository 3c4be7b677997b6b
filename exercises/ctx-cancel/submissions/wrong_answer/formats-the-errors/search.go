package exercise

import (
	"context"
	"fmt"
)

type answer struct {
	hit Hit
	err error
}

// The texts of the errors are kept, and the errors are not.
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
			return Hit{}, ctx.Err()
		}
	}
	return Hit{}, fmt.Errorf("%w: %v", ErrNotFound, failures[1:])
}
