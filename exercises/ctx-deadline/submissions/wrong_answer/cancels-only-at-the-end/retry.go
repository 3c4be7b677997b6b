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

// A deferred call waits for the end of the function, and not for the end of the loop's body.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	var last error
	for n := range plan.Tries {
		if n > 0 {
			select {
			case <-time.After(plan.Pause):
			case <-ctx.Done():
				return "", errors.Join(ctx.Err(), last)
			}
		}
		own, cancel := context.WithTimeout(ctx, plan.PerTry)
		defer cancel()
		results := make(chan result, 1)
		go func() {
			value, err := call(own)
			results <- result{value, err}
		}()
		select {
		case r := <-results:
			if r.err == nil {
				return r.value, nil
			}
			last = r.err
		case <-own.Done():
			last = own.Err()
		}
		if ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), last)
		}
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, last)
}
