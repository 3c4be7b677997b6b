package exercise

import (
	"context"

	"github.com/cenkalti/backoff/v5"
)

// The module is not part of the standard library.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	return backoff.Retry(ctx, func() (string, error) { return call(ctx) },
		backoff.WithBackOff(backoff.NewConstantBackOff(plan.Pause)),
		backoff.WithMaxTries(uint(plan.Tries)))
}
