package exercise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type result struct {
	value string
	err   error
}

// The last error of all calls of CallWithRetry together.
var last error

func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	for n := range plan.Tries {
		if n > 0 {
			select {
			case <-time.After(plan.Pause):
			case <-ctx.Done():
				return "", errors.Join(ctx.Err(), last)
			}
		}
		own, cancel := context.WithTimeout(ctx, plan.PerTry)
		results := make(chan result, 1)
		go func() {
			value, err := call(own)
			results <- result{value, err}
		}()
		var r result
		select {
		case r = <-results:
		case <-own.Done():
			r.err = own.Err()
		}
		cancel()
		if r.err == nil {
			return r.value, nil
		}
		if last = r.err; ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), last)
		}
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, last)
}
