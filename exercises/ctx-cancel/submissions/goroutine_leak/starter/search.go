// Package exercise asks several sources at once, and takes the first hit.
package exercise

import "context"

type answer struct {
	hit Hit
	err error
}

// Search returns the first hit that one of the sources has for query.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	answers := make(chan answer)
	for _, source := range sources {
		go func() {
			hit, err := source(ctx, query)
			answers <- answer{hit, err}
		}()
	}
	for range sources {
		if a := <-answers; a.err == nil {
			return a.hit, nil
		}
	}
	return Hit{}, ErrNotFound
}
