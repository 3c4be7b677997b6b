// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// All contexts of a request share one map. The lock keeps it whole, and the outer context is changed by the inner one.
type bag struct {
	mu     sync.Mutex
	values map[string]string
}

type bagKey struct{}

func with(ctx context.Context, name, value string) context.Context {
	b, ok := ctx.Value(bagKey{}).(*bag)
	if !ok {
		b = &bag{values: map[string]string{}}
		ctx = context.WithValue(ctx, bagKey{}, b)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.values[name] = value
	return ctx
}

func from(ctx context.Context, name string) (string, bool) {
	b, ok := ctx.Value(bagKey{}).(*bag)
	if !ok {
		return "", false
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	value, ok := b.values[name]
	return value, ok
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
