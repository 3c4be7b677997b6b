// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// What is kept for a context is not found in one that is derived from it.
type kept struct {
	ctx  context.Context
	name string
}

type derived struct{ context.Context }

var values sync.Map

func with(ctx context.Context, name, value string) context.Context {
	inner := &derived{ctx}
	for _, each := range []string{"id", "user"} {
		if old, ok := values.Load(kept{ctx, each}); ok {
			values.Store(kept{inner, each}, old)
		}
	}
	values.Store(kept{inner, name}, value)
	return inner
}

func from(ctx context.Context, name string) (string, bool) {
	value, ok := values.Load(kept{ctx, name})
	if !ok {
		return "", false
	}
	return value.(string), true
}

func WithRequestID(ctx context.Context, id string) context.Context { return with(ctx, "id", id) }

func RequestID(ctx context.Context) (string, bool) { return from(ctx, "id") }

func WithUser(ctx context.Context, name string) context.Context { return with(ctx, "user", name) }

func User(ctx context.Context) (string, bool) { return from(ctx, "user") }

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

func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		id, hasID := RequestID(ctx)
		var parts sync.WaitGroup
		for i, h := range handlers {
			part := ctx
			if hasID {
				part = WithRequestID(ctx, id+"."+strconv.Itoa(i+1))
			}
			parts.Go(func() { h(part, request) })
		}
		parts.Wait()
	}
}
