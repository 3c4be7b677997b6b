// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

type key int

const (
	requestIDKey key = iota
	userKey
)

func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey, id)
}

// RequestID returns no second value.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey).(string)
	return id
}

func WithUser(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, userKey, name)
}

func User(ctx context.Context) (string, bool) {
	name, ok := ctx.Value(userKey).(string)
	return name, ok
}

func NewRecord(ctx context.Context, text string) Record {
	name, _ := User(ctx)
	return Record{RequestID: RequestID(ctx), User: name, Text: text}
}

func Identify(next Handler) Handler {
	return func(ctx context.Context, request Request) {
		if request.ID != "" {
			ctx = WithRequestID(ctx, request.ID)
		}
		if request.User != "" {
			ctx = WithUser(ctx, request.User)
		}
		next(ctx, request)
	}
}

func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		id := RequestID(ctx)
		var parts sync.WaitGroup
		for i, h := range handlers {
			part := WithRequestID(ctx, id+"."+strconv.Itoa(i+1))
			parts.Go(func() { h(part, request) })
		}
		parts.Wait()
	}
}
