package exercise

import (
	"context"
	"errors"
)

type answer struct {
	hit Hit
	err error
}

// The goroutine that passes on the caller's cancellation waits for ever when there is none.
func Search(parent context.Context, query string, sources []Source) (Hit, error) {
	if err := parent.Err(); err != nil {
		return Hit{}, err
	}
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	answers := make(chan answer, len(sources)+1)
	go func() {
		<-parent.Done()
		answers <- answer{err: parent.Err()}
	}()
	for _, source := range sources {
		go func() {
			hit, err := source(ctx, query)
			answers <- answer{hit, err}
		}()
	}
	failures := []error{ErrNotFound}
	for range sources {
		a := <-answers
		switch {
		case a.err == nil:
			return a.hit, nil
		case parent.Err() != nil:
			return Hit{}, parent.Err()
		}
		failures = append(failures, a.err)
	}
	return Hit{}, errors.Join(failures...)
}
