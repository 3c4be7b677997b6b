package exercise

import (
	"context"
	"errors"
)

// Hit is what a source found.
type Hit struct{ Source, Text string }

// Source looks for the query. It has a hit when its error is nil.
type Source func(ctx context.Context, query string) (Hit, error)

// ErrNotFound says that there is no hit.
var ErrNotFound = errors.New("not found")
