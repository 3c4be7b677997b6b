// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"fmt"
	"sync"
)

type requestIDKey struct{}
type userKey struct{}

func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

func RequestID(ctx context.Context) (id string, ok bool) {
	id, ok = ctx.Value(requestIDKey{}).(string)
	return
}

func WithUser(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, userKey{}, name)
}

func User(ctx context.Context) (name string, ok bool) {
	name, ok = ctx.Value(userKey{}).(string)
	return
}

func orDash(value string, ok bool) string {
	if !ok {
		return "-"
	}
	return value
}

func NewRecord(ctx context.Context, text string) Record {
	return Record{orDash(RequestID(ctx)), orDash(User(ctx)), text}
}

func Identify(next Handler) Handler {
	return func(ctx context.Context, request Request) {
		switch {
		case request.ID != "" && request.User != "":
			next(WithUser(WithRequestID(ctx, request.ID), request.User), request)
		case request.ID != "":
			next(WithRequestID(ctx, request.ID), request)
		case request.User != "":
			next(WithUser(ctx, request.User), request)
		default:
			next(ctx, request)
		}
	}
}

func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		var wg sync.WaitGroup
		wg.Add(len(handlers))
		for i := range handlers {
			go func(number int, h Handler) {
				defer wg.Done()
				ctx := ctx
				if id, ok := RequestID(ctx); ok {
					ctx = WithRequestID(ctx, fmt.Sprintf("%s.%d", id, number))
				}
				h(ctx, request)
			}(i+1, handlers[i])
		}
		wg.Wait()
	}
}
