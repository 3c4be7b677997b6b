package exercise

import (
	"context"
	"errors"
	"sync"
)

// found ends the search: the first cause that is given to a context is the one that stays.
type found struct{ hit Hit }

func (*found) Error() string { return "found" }

func Search(parent context.Context, query string, sources []Source) (Hit, error) {
	if err := parent.Err(); err != nil {
		return Hit{}, err
	}
	ctx, end := context.WithCancelCause(parent)
	failures := make([]error, len(sources))
	var asked sync.WaitGroup
	for i, source := range sources {
		asked.Go(func() {
			hit, err := source(ctx, query)
			if err == nil {
				end(&found{hit})
			}
			failures[i] = err
		})
	}
	go func() {
		asked.Wait()
		end(errors.Join(ErrNotFound, errors.Join(failures...)))
	}()
	<-ctx.Done()
	cause := context.Cause(ctx)
	if first := (*found)(nil); errors.As(cause, &first) {
		return first.hit, nil
	}
	if parent.Err() != nil {
		return Hit{}, parent.Err()
	}
	return Hit{}, cause
}
