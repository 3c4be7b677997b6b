package exercise

import (
	"context"
	"errors"
	"fmt"
	"time"
)

type result struct {
	try   int
	value string
	err   error
}

// One loop, one channel: a result that belongs to an earlier try is thrown away.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	if ctx.Err() != nil {
		return "", fmt.Errorf("not tried: %w", ctx.Err())
	}
	results := make(chan result, plan.Tries)
	begin := func(n int) (context.Context, context.CancelFunc) {
		own, cancel := context.WithTimeout(ctx, plan.PerTry)
		go func() {
			value, err := call(own)
			results <- result{n, value, err}
		}()
		return own, cancel
	}
	var last error
	var next <-chan time.Time
	try := 1
	own, cancel := begin(try)
	defer func() { cancel() }()
	over := own.Done()
	for {
		var failure error
		select {
		case <-ctx.Done():
			return "", errors.Join(ctx.Err(), last)
		case r := <-results:
			if r.try != try || over == nil {
				continue
			}
			if r.err == nil {
				return r.value, nil
			}
			failure = r.err
		case <-over:
			failure = own.Err()
		case <-next:
			next = nil
			try++
			own, cancel = begin(try)
			over = own.Done()
			continue
		}
		if ctx.Err() != nil {
			return "", errors.Join(ctx.Err(), failure)
		}
		cancel()
		last, over = failure, nil
		if try == plan.Tries {
			return "", fmt.Errorf("%w: %w", ErrGaveUp, last)
		}
		next = time.After(plan.Pause)
	}
}
