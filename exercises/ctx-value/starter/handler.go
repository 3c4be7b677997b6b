package exercise

import (
	"context"
	"slices"
)

// Request is what a client sends. A field is empty when the client left it out.
type Request struct{ ID, User string }

// Handler answers a request. ctx carries what belongs to it.
type Handler func(ctx context.Context, request Request)

// Middleware puts something around a handler.
type Middleware func(next Handler) Handler

// Chain puts middleware around h. The first one is the outermost.
func Chain(h Handler, middleware ...Middleware) Handler {
	for _, wrap := range slices.Backward(middleware) {
		h = wrap(h)
	}
	return h
}

// Record is a line of the audit log: who did what, in which request.
type Record struct{ RequestID, User, Text string }
