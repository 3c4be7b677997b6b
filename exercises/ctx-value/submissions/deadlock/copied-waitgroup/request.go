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

func RequestID(ctx context.Context) (string, bool) {
	id, ok := ctx.Value(requestIDKey).(string)
	return id, ok
}

func WithUser(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, userKey, name)
}

func User(ctx context.Context) (string, bool) {
	name, ok := ctx.Value(userKey).(string)
	return name, ok
}

func NewRecord(ctx context.Context, text string) Record {
	record := Record{RequestID: "-", User: "-", Text: text}
	if id, ok := RequestID(ctx); ok {
		record.RequestID = id
	}
	if name, ok := User(ctx); ok {
		record.User = name
	}
	return record
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

// Done is called on a copy.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		id, hasID := RequestID(ctx)
		var parts sync.WaitGroup
		for i, h := range handlers {
			part := ctx
			if hasID {
				part = WithRequestID(ctx, id+"."+strconv.Itoa(i+1))
			}
			parts.Add(1)
			go run(h, part, request, parts)
		}
		parts.Wait()
	}
}

func run(h Handler, ctx context.Context, request Request, parts sync.WaitGroup) {
	defer parts.Done()
	h(ctx, request)
}
