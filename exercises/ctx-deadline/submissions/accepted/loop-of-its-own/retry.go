package exercise

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

type outcome[T any] struct {
	value T
	err   error
}

// future runs f in a goroutine of its own. It can be asked for its outcome by channel, once, or left alone.
func future[T any](f func() (T, error)) <-chan outcome[T] {
	done := make(chan outcome[T], 1)
	go func() {
		value, err := f()
		done <- outcome[T]{value, err}
	}()
	return done
}

// The tries go on in a goroutine of their own; the caller waits for it or for its own context.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	var last atomic.Pointer[error]
	tries := future(func() (string, error) {
		tick := time.NewTimer(plan.Pause)
		defer tick.Stop()
		for left := plan.Tries; ; left-- {
			own, cancel := context.WithTimeout(ctx, plan.PerTry)
			var r outcome[string]
			select {
			case r = <-future(func() (string, error) { return call(own) }):
			case <-own.Done():
				r.err = own.Err()
			}
			cancel()
			if r.err == nil {
				return r.value, nil
			}
			last.Store(&r.err)
			if left == 1 {
				return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, r.err)
			}
			tick.Reset(plan.Pause)
			select {
			case <-tick.C:
			case <-ctx.Done():
			}
			if ctx.Err() != nil {
				return "", ctx.Err()
			}
		}
	})
	select {
	case r := <-tries:
		if r.err == nil || ctx.Err() == nil {
			return r.value, r.err
		}
	case <-ctx.Done():
	}
	if err := last.Load(); err != nil {
		return "", fmt.Errorf("%w; before that: %w", ctx.Err(), *err)
	}
	return "", ctx.Err()
}
