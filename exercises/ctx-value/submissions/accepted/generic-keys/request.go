// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync/atomic"
)

// Each kind of value has a type of its own, and the key follows from that.
type (
	requestID string
	userName  string
)

type key[T any] struct{}

func with[T any](ctx context.Context, value T) context.Context {
	return context.WithValue(ctx, key[T]{}, value)
}

func from[T any](ctx context.Context) (value T, ok bool) {
	value, ok = ctx.Value(key[T]{}).(T)
	return value, ok
}

func WithRequestID(ctx context.Context, id string) context.Context { return with(ctx, requestID(id)) }

func RequestID(ctx context.Context) (string, bool) {
	id, ok := from[requestID](ctx)
	return string(id), ok
}

func WithUser(ctx context.Context, name string) context.Context { return with(ctx, userName(name)) }

func User(ctx context.Context) (string, bool) {
	name, ok := from[userName](ctx)
	return string(name), ok
}

func NewRecord(ctx context.Context, text string) Record {
	either := func(value string, ok bool) string {
		if ok {
			return value
		}
		return "-"
	}
	return Record{RequestID: either(RequestID(ctx)), User: either(User(ctx)), Text: text}
}

func Identify(next Handler) Handler {
	return func(outer context.Context, request Request) {
		inner := outer
		if request.ID != "" {
			inner = with(inner, requestID(request.ID))
		}
		if request.User != "" {
			inner = with(inner, userName(request.User))
		}
		next(inner, request)
	}
}

// The part that ends last closes a channel.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		if len(handlers) == 0 {
			return
		}
		var ended atomic.Int64
		all := make(chan struct{})
		for i, h := range handlers {
			run := func(ctx context.Context) {
				h(ctx, request)
				if ended.Add(1) == int64(len(handlers)) {
					close(all)
				}
			}
			if id, ok := from[requestID](ctx); ok {
				go run(with(ctx, id+requestID("."+strconv.Itoa(i+1))))
			} else {
				go run(ctx)
			}
		}
		<-all
	}
}
