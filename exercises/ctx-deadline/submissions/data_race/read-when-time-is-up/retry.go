package exercise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Each try has a result of its own, and it is read although the call may still be writing it.
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
		var value string
		var err error
		returned := make(chan struct{})
		go func() {
			value, err = call(own)
			close(returned)
		}()
		select {
		case <-returned:
			cancel()
			if err == nil {
				return value, nil
			}
			last = err
		case <-own.Done():
			cancel()
			last = errors.Join(own.Err(), err)
		}
		if ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), last)
		}
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, last)
}
