// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

type key string

type carrier struct {
	context.Context
	key   key
	value string
}

// Value forgets to ask the context that it is derived from.
func (c carrier) Value(k any) any {
	if k == c.key {
		return c.value
	}
	if inner, ok := c.Context.(carrier); ok {
		return inner.Value(k)
	}
	return nil
}

func WithRequestID(ctx context.Context, id string) context.Context {
	return carrier{ctx, "request ID", id}
}

func RequestID(ctx context.Context) (string, bool) {
	id, ok := ctx.Value(key("request ID")).(string)
	return id, ok
}

func WithUser(ctx context.Context, name string) context.Context {
	return carrier{ctx, "user", name}
}

func User(ctx context.Context) (string, bool) {
	name, ok := ctx.Value(key("user")).(string)
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
