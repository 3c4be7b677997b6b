package exercise

import (
	"context"
	"errors"
	"sync"
	"time"
)

// The answers are looked at every few milliseconds, and a hit waits until then.
func Search(ctx context.Context, query string, sources []Source) (Hit, error) {
	if err := ctx.Err(); err != nil {
		return Hit{}, err
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex
	var hits []Hit
	failures := []error{ErrNotFound}
	for _, source := range sources {
		go func() {
			hit, err := source(inner, query)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				failures = append(failures, err)
				return
			}
			hits = append(hits, hit)
		}()
	}
	look := func() (hit Hit, err error, decided bool) {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case len(hits) > 0:
			return hits[0], nil, true
		case len(failures) == 1+len(sources):
			return Hit{}, errors.Join(failures...), true
		}
		return Hit{}, nil, false
	}
	for {
		if hit, err, decided := look(); decided {
			return hit, err
		}
		if err := ctx.Err(); err != nil {
			return Hit{}, err
		}
		time.Sleep(5 * time.Millisecond)
	}
}
