// Package exercise calls something that may fail, and tries again.
package exercise

import (
	"context"
	"fmt"
	"time"
)

// CallWithRetry returns what call returns in the first try that does not fail.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	var last error
	for range plan.Tries {
		value, err := call(ctx)
		if err == nil {
			return value, nil
		}
		last = err
		time.Sleep(plan.Pause)
	}
	return "", fmt.Errorf("%w after %d tries: %w", ErrGaveUp, plan.Tries, last)
}
