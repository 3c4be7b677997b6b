package exercise

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// errgroup is not in the standard library, and it stops at the first error.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	group, ctx := errgroup.WithContext(ctx)
	hits := make(chan Hit, len(sources))
	for _, source := range sources {
		group.Go(func() error {
			hit, err := source(ctx, query)
			if err == nil {
				hits <- hit
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return Hit{}, err
	}
	return <-hits, nil
}
