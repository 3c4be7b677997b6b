package exercise

import (
	"context"
	"errors"
	"sync"
)

// state is what the goroutines of one search share.
type state struct {
	mu       sync.Mutex
	left     int
	over     bool
	hit      Hit
	err      error
	finished chan struct{}
}

// add takes in an answer, and closes finished when it decides the search.
func (s *state) add(hit Hit, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return
	}
	s.left--
	if err == nil {
		s.hit, s.err, s.over = hit, nil, true
	} else {
		s.err = errors.Join(s.err, err)
		s.over = s.left == 0
	}
	if s.over {
		close(s.finished)
	}
}

func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if ctx.Err() != nil {
		return Hit{}, ctx.Err()
	}
	if len(sources) == 0 {
		return Hit{}, ErrNotFound
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	s := &state{left: len(sources), err: ErrNotFound, finished: make(chan struct{})}
	for _, source := range sources {
		go func() { s.add(source(inner, query)) }()
	}
	select {
	case <-s.finished:
		if s.err == nil || ctx.Err() == nil {
			return s.hit, s.err
		}
	case <-ctx.Done():
	}
	return Hit{}, ctx.Err()
}
