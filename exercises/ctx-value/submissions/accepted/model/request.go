// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// key is the type of this package's keys in a context. No other package can name it, so none can make an
// equal key.
type key int

const (
	requestIDKey key = iota
	userKey
)

// WithRequestID returns a context derived from ctx that carries the ID of a request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey, id)
}

// RequestID returns the request ID that ctx carries, and whether it carries one.
func RequestID(ctx context.Context) (string, bool) {
	id, ok := ctx.Value(requestIDKey).(string)
	return id, ok
}

// WithUser returns a context derived from ctx that carries the name of a user.
func WithUser(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, userKey, name)
}

// User returns the user's name that ctx carries, and whether it carries one.
func User(ctx context.Context) (string, bool) {
	name, ok := ctx.Value(userKey).(string)
	return name, ok
}

// NewRecord returns an audit record of what happens in the request that ctx belongs to.
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

// Identify lets next find the request's ID and user in its context.
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

// Parallel returns a handler that runs all the handlers at the same time, as parts of the request, and
// returns when all of them have.
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
