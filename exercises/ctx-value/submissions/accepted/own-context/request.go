// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

type key string

// carrier is a context that answers for one key, and asks the one around it for all others.
type carrier struct {
	context.Context
	key   key
	value string
}

func (c *carrier) Value(k any) any {
	if k == c.key {
		return c.value
	}
	return c.Context.Value(k)
}

func find(ctx context.Context, k key) (string, bool) {
	switch value := ctx.Value(k).(type) {
	case string:
		return value, true
	default:
		return "", false
	}
}

func WithRequestID(ctx context.Context, id string) context.Context {
	return &carrier{ctx, "id", id}
}

func RequestID(ctx context.Context) (string, bool) { return find(ctx, "id") }

func WithUser(ctx context.Context, name string) context.Context {
	return &carrier{ctx, "user", name}
}

func User(ctx context.Context) (string, bool) { return find(ctx, "user") }

func NewRecord(ctx context.Context, text string) Record {
	r := Record{"-", "-", text}
	if id, ok := RequestID(ctx); ok {
		r.RequestID = id
	}
	if name, ok := User(ctx); ok {
		r.User = name
	}
	return r
}

func Identify(next Handler) Handler {
	withUser := func(ctx context.Context, request Request) {
		if request.User == "" {
			next(ctx, request)
			return
		}
		next(WithUser(ctx, request.User), request)
	}
	return func(ctx context.Context, request Request) {
		if request.ID == "" {
			withUser(ctx, request)
			return
		}
		withUser(WithRequestID(ctx, request.ID), request)
	}
}

// A counter under a lock; whoever brings it to zero wakes the caller.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		var mu sync.Mutex
		left, allDone := len(handlers), sync.NewCond(&mu)
		id, hasID := RequestID(ctx)
		for i, h := range handlers {
			inner := ctx
			if hasID {
				inner = WithRequestID(ctx, id+"."+strconv.Itoa(i+1))
			}
			go func() {
				h(inner, request)
				mu.Lock()
				defer mu.Unlock()
				if left--; left == 0 {
					allDone.Signal()
				}
			}()
		}
		mu.Lock()
		defer mu.Unlock()
		for left > 0 {
			allDone.Wait()
		}
	}
}
