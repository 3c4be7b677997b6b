package exercise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// A call that comes too late still writes the variables, and by then they belong to the next try.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	var value string
	var err error
	try := func() {
		own, cancel := context.WithTimeout(ctx, plan.PerTry)
		defer cancel()
		returned := make(chan struct{})
		go func() {
			defer close(returned)
			value, err = call(own)
		}()
		select {
		case <-returned:
		case <-own.Done():
			err = own.Err()
		}
	}
	for n := range plan.Tries {
		if n > 0 {
			select {
			case <-time.After(plan.Pause):
			case <-ctx.Done():
				return "", errors.Join(ctx.Err(), err)
			}
		}
		if try(); err == nil {
			return value, nil
		}
		if ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), err)
		}
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, err)
}
