// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"fmt"
)

// contextKey is not empty, so that its two variables have different addresses.
type contextKey struct{ name string }

var (
	requestIDKey = &contextKey{"request ID"}
	userKey      = &contextKey{"user"}
)

func (k *contextKey) with(ctx context.Context, value string) context.Context {
	return context.WithValue(ctx, k, value)
}

func (k *contextKey) in(ctx context.Context) (string, bool) {
	if value := ctx.Value(k); value != nil {
		return value.(string), true
	}
	return "", false
}

func WithRequestID(ctx context.Context, id string) context.Context { return requestIDKey.with(ctx, id) }
func RequestID(ctx context.Context) (string, bool)                 { return requestIDKey.in(ctx) }
func WithUser(ctx context.Context, name string) context.Context    { return userKey.with(ctx, name) }
func User(ctx context.Context) (string, bool)                      { return userKey.in(ctx) }

func NewRecord(ctx context.Context, text string) Record {
	id, ok := RequestID(ctx)
	if !ok {
		id = "-"
	}
	name, ok := User(ctx)
	if !ok {
		name = "-"
	}
	return Record{id, name, text}
}

func Identify(next Handler) Handler {
	return func(ctx context.Context, request Request) {
		for key, value := range map[*contextKey]string{requestIDKey: request.ID, userKey: request.User} {
			if value != "" {
				ctx = key.with(ctx, value)
			}
		}
		next(ctx, request)
	}
}

// Each part says on a channel that it is done.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		done := make(chan struct{})
		for i, h := range handlers {
			go func() {
				h(part(ctx, i+1), request)
				done <- struct{}{}
			}()
		}
		for range handlers {
			<-done
		}
	}
}

func part(ctx context.Context, number int) context.Context {
	if id, ok := RequestID(ctx); ok {
		return WithRequestID(ctx, fmt.Sprint(id, ".", number))
	}
	return ctx
}
