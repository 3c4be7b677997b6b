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

// All calls share a channel, and a try takes the result that comes first, whichever call it is of.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	results := make(chan result, plan.Tries)
	try := func() (string, error) {
		own, cancel := context.WithTimeout(ctx, plan.PerTry)
		defer cancel()
		go func() {
			value, err := call(own)
			results <- result{value, err}
		}()
		select {
		case r := <-results:
			return r.value, r.err
		case <-own.Done():
			return "", own.Err()
		}
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
		value, err := try()
		if err == nil {
			return value, nil
		}
		if last = err; ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), last)
		}
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, last)
}
