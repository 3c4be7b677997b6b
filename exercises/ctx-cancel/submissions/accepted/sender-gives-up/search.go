package exercise

import (
	"context"
	"errors"
)

// An answer that nobody takes is dropped when the context is done, so the channels need no buffer.
func Search(parent context.Context, query string, sources []Source) (Hit, error) {
	if parent.Err() != nil {
		return Hit{}, parent.Err()
	}
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	hits, failures := make(chan Hit), make(chan error)
	for _, source := range sources {
		go ask(ctx, source, query, hits, failures)
	}
	all := ErrNotFound
	for left := len(sources); left > 0; left-- {
		select {
		case hit := <-hits:
			return hit, nil
		case err := <-failures:
			all = errors.Join(all, err)
		case <-parent.Done():
			return Hit{}, parent.Err()
		}
	}
	if parent.Err() != nil {
		return Hit{}, parent.Err()
	}
	return Hit{}, all
}

func ask(ctx context.Context, source Source, query string, hits chan<- Hit, failures chan<- error) {
	hit, err := source(ctx, query)
	if err != nil {
		select {
		case failures <- err:
		case <-ctx.Done():
		}
		return
	}
	select {
	case hits <- hit:
	case <-ctx.Done():
	}
}
