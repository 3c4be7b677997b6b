package exercise

import (
	"context"
	"errors"
)

// The sources are asked one after the other.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	failures := []error{ErrNotFound}
	for _, source := range sources {
		hit, err := source(ctx, query)
		if err == nil {
			return hit, nil
		}
		if ctx.Err() != nil {
			return Hit{}, ctx.Err()
		}
		failures = append(failures, err)
	}
	return Hit{}, errors.Join(failures...)
}
