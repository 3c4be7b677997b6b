package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// The first answer ends the search, be it a hit or a miss.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	if len(sources) == 0 {
		return Hit{}, ErrNotFound
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

	select {
	case a := <-answers:
		if a.err != nil {
			return Hit{}, errors.Join(ErrNotFound, a.err)
		}
		return a.hit, nil
	case <-ctx.Done():
		return Hit{}, ctx.Err()
	}
}
