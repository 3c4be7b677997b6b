package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// Only four sources are asked at the same time.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	answers := make(chan answer, len(sources))
	slots := make(chan struct{}, 4)
	for _, source := range sources {
		go func() {
			slots <- struct{}{}
			defer func() { <-slots }()
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
	return Hit{}, errors.Join(failures...)
}
