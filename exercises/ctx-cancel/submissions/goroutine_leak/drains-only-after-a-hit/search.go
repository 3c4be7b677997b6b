package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// After a hit somebody receives what the losers still send; after the caller's cancellation nobody does.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan answer)
	for _, source := range sources {
		go func() {
			hit, err := source(ctx, query)
			answers <- answer{hit, err}
		}()
	}
	failures := []error{ErrNotFound}
	for left := len(sources); left > 0; left-- {
		select {
		case a := <-answers:
			if a.err == nil {
				go func() {
					for range left - 1 {
						<-answers
					}
				}()
				return a.hit, nil
			}
			failures = append(failures, a.err)
		case <-ctx.Done():
			return Hit{}, ctx.Err()
		}
	}
	return Hit{}, errors.Join(failures...)
}
