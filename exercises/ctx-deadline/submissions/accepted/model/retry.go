// Package exercise calls something that may fail, and tries again.
package exercise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// CallWithRetry returns what call returns in the first try that does not fail. It tries until the plan's tries
// are used up or ctx is done.
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
		// Only ctx itself says whether the time is up: err may be a time-out of the try's or of the callee's own.
		if ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), err)
		}
		last = err
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, last)
}

type result struct {
	value string
	err   error
}

// try calls once, and does not wait longer than limit.
func try(ctx context.Context, limit time.Duration, call func(context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	// With room for the result, so that a call which comes too late can leave it and end.
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

// pause waits, unless ctx is done before.
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
