// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
)

// What belongs to the request that is being answered.
var requestID, user string

// WithRequestID returns a context derived from ctx that carries the ID of a request.
func WithRequestID(ctx context.Context, id string) context.Context {
	requestID = id
	return ctx
}

// RequestID returns the request ID that ctx carries, and whether it carries one.
func RequestID(ctx context.Context) (string, bool) {
	return requestID, requestID != ""
}

// WithUser returns a context derived from ctx that carries the name of a user.
func WithUser(ctx context.Context, name string) context.Context {
	user = name
	return ctx
}

// User returns the user's name that ctx carries, and whether it carries one.
func User(ctx context.Context) (string, bool) {
	return user, user != ""
}

// NewRecord returns an audit record of what happens in the request that ctx belongs to.
func NewRecord(ctx context.Context, text string) Record {
	return Record{RequestID: requestID, User: user, Text: text}
}

// Identify lets next find the request's ID and user in its context.
func Identify(next Handler) Handler {
	return func(ctx context.Context, request Request) {
		ctx = WithRequestID(ctx, request.ID)
		ctx = WithUser(ctx, request.User)
		next(ctx, request)
	}
}

// Parallel returns a handler that runs all the handlers, as parts of the request, one after the other.
// Make it run them at the same time.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		for i, h := range handlers {
			if id, ok := RequestID(ctx); ok {
				ctx = WithRequestID(ctx, id+"."+strconv.Itoa(i+1))
			}
			h(ctx, request)
		}
	}
}
