package exercise

import "context"

// Search has its parameters in another order.
func Search(query string, sources []Source, ctx context.Context) (Hit, error) {
	for _, source := range sources {
		if hit, err := source(ctx, query); err == nil {
			return hit, nil
		}
	}
	return Hit{}, ErrNotFound
}
