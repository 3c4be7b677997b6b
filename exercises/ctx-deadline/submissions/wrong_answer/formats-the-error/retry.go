package exercise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// The text of the last error is kept, and the error is not.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	var last error
	for n := range plan.Tries {
		if n > 0 {
			if err := pause(ctx, plan.Pause); err != nil {
				return "", errors.Join(err, last)
			}
		}
		value, err := try(ctx, plan.PerTry, call)
		if err == nil {
			return value, nil
		}
		if ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), err)
		}
		last = err
	}
	return "", fmt.Errorf("%w after %d tries: %v", ErrGaveUp, plan.Tries, last)
}

type result struct {
	value string
	err   error
}

func try(ctx context.Context, limit time.Duration, call func(context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	results := make(chan result, 1)
	go func() {
		value, err := call(ctx)
		results <- result{value, err}
	}()
	select {
	case r := <-results:
		return r.value, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}
