// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// values is all that a context carries. It is copied for each change.
type values struct {
	id, user       string
	hasID, hasUser bool
}

type valuesKey struct{}

func of(ctx context.Context) values {
	v, _ := ctx.Value(valuesKey{}).(values)
	return v
}

func (v values) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, valuesKey{}, v)
}

func WithRequestID(ctx context.Context, id string) context.Context {
	v := of(ctx)
	v.id, v.hasID = id, true
	return v.in(ctx)
}

func RequestID(ctx context.Context) (string, bool) {
	v := of(ctx)
	return v.id, v.hasID
}

func WithUser(ctx context.Context, name string) context.Context {
	v := of(ctx)
	v.user, v.hasUser = name, true
	return v.in(ctx)
}

func User(ctx context.Context) (string, bool) {
	v := of(ctx)
	return v.user, v.hasUser
}

func NewRecord(ctx context.Context, text string) Record {
	v := of(ctx)
	if !v.hasID {
		v.id = "-"
	}
	if !v.hasUser {
		v.user = "-"
	}
	return Record{RequestID: v.id, User: v.user, Text: text}
}

func Identify(next Handler) Handler {
	return func(ctx context.Context, request Request) {
		v := of(ctx)
		if request.ID != "" {
			v.id, v.hasID = request.ID, true
		}
		if request.User != "" {
			v.user, v.hasUser = request.User, true
		}
		next(v.in(ctx), request)
	}
}

// The last part runs in the goroutine of the caller.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		var others sync.WaitGroup
		defer others.Wait()
		for i, h := range handlers {
			v := of(ctx)
			if v.hasID {
				v.id += "." + strconv.Itoa(i+1)
			}
			if i == len(handlers)-1 {
				h(v.in(ctx), request)
				break
			}
			others.Go(func() { h(v.in(ctx), request) })
		}
	}
}
