package exercise

import (
	"context"
	"fmt"
)

// The context of the try is never cancelled, and the compiler sees it.
func CallWithRetry(ctx context.Context, plan Plan, call func(context.Context) (string, error)) (string, error) {
	var last error
	for range plan.Tries {
		own, cancel := context.WithTimeout(ctx, plan.PerTry)
		value, err := call(own)
		if err == nil {
			return value, nil
		}
		last = err
	}
	return "", fmt.Errorf("%w: %w", ErrGaveUp, last)
}
