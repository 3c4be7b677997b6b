package exercise

import (
	"context"
	"errors"
	"time"
)

// A pause is a context that ends by itself, or with the caller's.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	var last error
	for tries := plan.Tries; ctx.Err() == nil; {
		value, err := callOnce(ctx, plan.PerTry, call)
		if err == nil {
			return value, nil
		}
		if last = err; ctx.Err() != nil {
			break
		}
		if tries--; tries == 0 {
			return "", errors.Join(ErrGaveUp, err)
		}
		wait(ctx, plan.Pause)
	}
	return "", errors.Join(ctx.Err(), last)
}

func wait(ctx context.Context, d time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-ctx.Done()
}

// callOnce drops the result when nobody waits for it any more: no buffer is needed.
func callOnce(ctx context.Context, limit time.Duration, call func(context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithDeadline(ctx, time.Now().Add(limit))
	defer cancel()
	values, errs := make(chan string), make(chan error)
	go func() {
		value, err := call(ctx)
		if err != nil {
			select {
			case errs <- err:
			case <-ctx.Done():
			}
			return
		}
		select {
		case values <- value:
		case <-ctx.Done():
		}
	}()
	select {
	case value := <-values:
		return value, nil
	case err := <-errs:
		return "", err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
