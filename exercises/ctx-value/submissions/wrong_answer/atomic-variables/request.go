// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
	"sync/atomic"
)

// No race, and still one ID and one user for all requests.
var requestID, user atomic.Pointer[string]

func WithRequestID(ctx context.Context, id string) context.Context {
	requestID.Store(&id)
	return ctx
}

func RequestID(ctx context.Context) (string, bool) {
	if id := requestID.Load(); id != nil {
		return *id, true
	}
	return "", false
}

func WithUser(ctx context.Context, name string) context.Context {
	user.Store(&name)
	return ctx
}

func User(ctx context.Context) (string, bool) {
	if name := user.Load(); name != nil {
		return *name, true
	}
	return "", false
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
