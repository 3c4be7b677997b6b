// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// All contexts that are derived from each other share one struct.
type values struct {
	id, user       string
	hasID, hasUser bool
}

type valuesKey struct{}

func of(ctx context.Context) (context.Context, *values) {
	if v, ok := ctx.Value(valuesKey{}).(*values); ok {
		return ctx, v
	}
	v := new(values)
	return context.WithValue(ctx, valuesKey{}, v), v
}

func WithRequestID(ctx context.Context, id string) context.Context {
	ctx, v := of(ctx)
	v.id, v.hasID = id, true
	return ctx
}

func RequestID(ctx context.Context) (string, bool) {
	_, v := of(ctx)
	return v.id, v.hasID
}

func WithUser(ctx context.Context, name string) context.Context {
	ctx, v := of(ctx)
	v.user, v.hasUser = name, true
	return ctx
}

func User(ctx context.Context) (string, bool) {
	_, v := of(ctx)
	return v.user, v.hasUser
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
