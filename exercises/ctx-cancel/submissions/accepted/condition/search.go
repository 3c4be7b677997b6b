package exercise

import (
	"context"
	"errors"
	"sync"
)

type search struct {
	mu       sync.Mutex
	changed  *sync.Cond
	hits     []Hit
	failures []error
}

func (s *search) note(f func()) {
	s.mu.Lock()
	f()
	s.mu.Unlock()
	s.changed.Broadcast()
}

func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	s := &search{}
	s.changed = sync.NewCond(&s.mu)
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	// Wakes the loop below when the caller's context is done.
	stop := context.AfterFunc(ctx, func() { s.note(func() {}) })
	defer stop()

	for _, source := range sources {
		go func() {
			hit, err := source(inner, query)
			s.note(func() {
				if err == nil {
					s.hits = append(s.hits, hit)
				} else {
					s.failures = append(s.failures, err)
				}
			})
		}()
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.hits) == 0 && len(s.failures) < len(sources) && ctx.Err() == nil {
		s.changed.Wait()
	}
	switch {
	case len(s.hits) > 0:
		return s.hits[0], nil
	case ctx.Err() != nil:
		return Hit{}, ctx.Err()
	}
	return Hit{}, errors.Join(append(s.failures, ErrNotFound)...)
}
