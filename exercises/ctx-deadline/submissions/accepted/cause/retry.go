package exercise

import (
	"context"
	"errors"
	"fmt"
)

var errPaused = errors.New("the pause is over")

// tryEnded ends the context of a try, with what the call returned.
type tryEnded struct {
	value string
	err   error
}

func (*tryEnded) Error() string { return "the try has ended" }

// Every wait is the wait for a context, and its cause says why it ended.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	return retry(ctx, plan, plan.Tries, nil, call)
}

func retry(ctx context.Context, plan Plan, left int, last error, call func(context.Context) (string, error)) (string, error) {
	switch {
	case ctx.Err() != nil:
		return "", errors.Join(ctx.Err(), last)
	case left == 0:
		return "", fmt.Errorf("%w, at last because of: %w", ErrGaveUp, last)
	case last != nil:
		pause, cancel := context.WithTimeoutCause(ctx, plan.Pause, errPaused)
		<-pause.Done()
		cancel()
		if context.Cause(pause) != errPaused {
			return "", errors.Join(ctx.Err(), last)
		}
	}
	limited, cancel := context.WithTimeout(ctx, plan.PerTry)
	defer cancel()
	own, end := context.WithCancelCause(limited)
	go func() {
		value, err := call(own)
		end(&tryEnded{value, err})
	}()
	<-own.Done()
	cancel()
	err := context.Cause(own)
	if r := (*tryEnded)(nil); errors.As(err, &r) {
		if r.err == nil {
			return r.value, nil
		}
		err = r.err
	}
	return retry(ctx, plan, left-1, err, call)
}
