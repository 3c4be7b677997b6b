// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"strconv"
	"sync"
)

// The struct of a request that was answered goes to another one, and goroutines of the first still read it.
type values struct {
	id, user       string
	hasID, hasUser bool
}

type valuesKey struct{}

var pool = sync.Pool{New: func() any { return new(values) }}

func of(ctx context.Context) values {
	if v, ok := ctx.Value(valuesKey{}).(*values); ok {
		return *v
	}
	return values{}
}

func WithRequestID(ctx context.Context, id string) context.Context {
	v := of(ctx)
	v.id, v.hasID = id, true
	return context.WithValue(ctx, valuesKey{}, &v)
}

func RequestID(ctx context.Context) (string, bool) {
	v := of(ctx)
	return v.id, v.hasID
}

func WithUser(ctx context.Context, name string) context.Context {
	v := of(ctx)
	v.user, v.hasUser = name, true
	return context.WithValue(ctx, valuesKey{}, &v)
}

func User(ctx context.Context) (string, bool) {
	v := of(ctx)
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
		v := pool.Get().(*values)
		defer pool.Put(v)
		*v = of(ctx)
		if request.ID != "" {
			v.id, v.hasID = request.ID, true
		}
		if request.User != "" {
			v.user, v.hasUser = request.User, true
		}
		next(context.WithValue(ctx, valuesKey{}, v), request)
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
