// Package exercise carries what belongs to a request to wherever it is needed.
package exercise

import (
	"context"
	"maps"
	"strconv"
	"sync"
)

type bagKey struct{}

// bag is never changed once it is in a context.
type bag map[string]string

func bagOf(ctx context.Context) bag {
	b, _ := ctx.Value(bagKey{}).(bag)
	return b
}

func with(ctx context.Context, name, value string) context.Context {
	b := bag{name: value}
	for other, its := range bagOf(ctx) {
		if other != name {
			b[other] = its
		}
	}
	return context.WithValue(ctx, bagKey{}, b)
}

func WithRequestID(ctx context.Context, id string) context.Context { return with(ctx, "id", id) }
func WithUser(ctx context.Context, name string) context.Context    { return with(ctx, "user", name) }

func RequestID(ctx context.Context) (string, bool) {
	id, ok := bagOf(ctx)["id"]
	return id, ok
}

func User(ctx context.Context) (string, bool) {
	name, ok := bagOf(ctx)["user"]
	return name, ok
}

func NewRecord(ctx context.Context, text string) Record {
	b := bag{"id": "-", "user": "-"}
	maps.Copy(b, bagOf(ctx))
	return Record{b["id"], b["user"], text}
}

func Identify(next Handler) Handler {
	return func(ctx context.Context, request Request) {
		if request.ID != "" {
			ctx = with(ctx, "id", request.ID)
		}
		if request.User != "" {
			ctx = with(ctx, "user", request.User)
		}
		next(ctx, request)
	}
}

// A part starts the next one and waits for it, so that the first one ends last.
func Parallel(handlers ...Handler) Handler {
	return func(ctx context.Context, request Request) {
		id, hasID := RequestID(ctx)
		var from func(number int)
		from = func(number int) {
			if number > len(handlers) {
				return
			}
			var rest sync.WaitGroup
			rest.Go(func() { from(number + 1) })
			part := ctx
			if hasID {
				part = WithRequestID(ctx, id+"."+strconv.Itoa(number))
			}
			handlers[number-1](part, request)
			rest.Wait()
		}
		from(1)
	}
}
