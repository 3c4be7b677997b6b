package exercise

import "context"

// Misses are thrown away, and a search that finds nothing never ends.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	hits := make(chan Hit, len(sources))
	for _, source := range sources {
		go func() {
			if hit, err := source(ctx, query); err == nil {
				hits <- hit
			}
		}()
	}
	select {
	case hit := <-hits:
		return hit, nil
	case <-ctx.Done():
		return Hit{}, ctx.Err()
	}
}
