// Package exercise asks several sources at once, and takes the first hit.
package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// Search returns the first hit that one of the sources has for query, and cancels the others.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	// Each source can leave its answer, whether anybody takes it or not.
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
	// They may have given up because of ctx, and select may have taken their answers first.
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	return Hit{}, errors.Join(failures...)
}
