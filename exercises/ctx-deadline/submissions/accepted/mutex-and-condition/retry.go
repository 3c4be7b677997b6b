package exercise

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// attempt is one try; whoever ends it first says how.
type attempt struct {
	mu      sync.Mutex
	changed *sync.Cond
	over    bool
	value   string
	err     error
}

func (a *attempt) end(value string, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.over {
		a.over, a.value, a.err = true, value, err
		a.changed.Broadcast()
	}
}

func (a *attempt) wait() (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for !a.over {
		a.changed.Wait()
	}
	return a.value, a.err
}

func attemptOnce(ctx context.Context, limit time.Duration, call func(context.Context) (string, error)) (string, error) {
	own, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	a := &attempt{}
	a.changed = sync.NewCond(&a.mu)
	stop := context.AfterFunc(own, func() { a.end("", own.Err()) })
	defer stop()
	go func() { a.end(call(own)) }()
	return a.wait()
}

func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	var failure error
	for try := 1; ; try++ {
		if err := ctx.Err(); err != nil {
			return "", errors.Join(err, failure)
		}
		value, err := attemptOnce(ctx, plan.PerTry, call)
		if err == nil {
			return value, nil
		}
		failure = err
		if err := ctx.Err(); err != nil {
			return "", errors.Join(err, failure)
		}
		if try == plan.Tries {
			return "", fmt.Errorf("%w: %d tries: %w", ErrGaveUp, try, failure)
		}
		ended := make(chan struct{})
		timer := time.AfterFunc(plan.Pause, func() { close(ended) })
		select {
		case <-ended:
		case <-ctx.Done():
			timer.Stop()
		}
	}
}
