// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// carrier is found only when nobody has derived another context from it.
type carrier struct {
	context.Context
	id, user       string
	hasID, hasUser bool
}

func carried(ctx context.Context) carrier {
	if c, ok := ctx.(carrier); ok {
		return c
	}
	return carrier{Context: ctx}
}

func WithRequestID(ctx context.Context, id string) context.Context {
	c := carried(ctx)
	c.id, c.hasID = id, true
	return c
}

func RequestID(ctx context.Context) (string, bool) {
	c := carried(ctx)
	return c.id, c.hasID
}

func WithUser(ctx context.Context, name string) context.Context {
	c := carried(ctx)
	c.user, c.hasUser = name, true
	return c
}

func User(ctx context.Context) (string, bool) {
	c := carried(ctx)
	return c.user, c.hasUser
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
