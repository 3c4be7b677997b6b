package exercise_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestInnerAndOuter(t *testing.T) {
	outer := exercise.WithUser(exercise.WithRequestID(context.Background(), "r-1"), "ann")
	newID := exercise.WithRequestID(outer, "r-2")
	newUser := exercise.WithUser(outer, "bob")
	newest := exercise.WithUser(newID, "eve")
	for _, c := range []struct {
		ctx      context.Context
		id, user string
	}{
		{newest, "r-2", "eve"}, {newUser, "r-1", "bob"}, {newID, "r-2", "ann"}, {outer, "r-1", "ann"},
	} {
		wantRequestID(t, c.ctx, c.id)
		wantUser(t, c.ctx, c.user)
	}

	// A handler answers its request with the help of another one, and goes on.
	inner := exercise.Chain(func(ctx context.Context, _ exercise.Request) {
		wantRecord(t, ctx, "inner", exercise.Record{RequestID: "r-2", User: "bob", Text: "inner"})
	}, exercise.Identify)
	handler := exercise.Chain(func(ctx context.Context, _ exercise.Request) {
		inner(ctx, exercise.Request{ID: "r-2", User: "bob"})
		wantRecord(t, ctx, "outer", exercise.Record{RequestID: "r-1", User: "ann", Text: "outer"})
	}, exercise.Identify)
	handler(context.Background(), exercise.Request{ID: "r-1", User: "ann"})
}

func TestFieldsThatAreLeftOut(t *testing.T) {
	for _, c := range []struct {
		request exercise.Request
		bare    exercise.Record // when nothing was in the context before
		within  exercise.Record // when r-1 and ann were
	}{
		{exercise.Request{ID: "r-2"}, exercise.Record{RequestID: "r-2", User: "-"}, exercise.Record{RequestID: "r-2", User: "ann"}},
		{exercise.Request{User: "bob"}, exercise.Record{RequestID: "-", User: "bob"}, exercise.Record{RequestID: "r-1", User: "bob"}},
		{exercise.Request{}, exercise.Record{RequestID: "-", User: "-"}, exercise.Record{RequestID: "r-1", User: "ann"}},
	} {
		record := func(ctx context.Context) (record exercise.Record) {
			exercise.Identify(func(ctx context.Context, _ exercise.Request) {
				record = exercise.NewRecord(ctx, "")
			})(ctx, c.request)
			return record
		}
		if got := record(context.Background()); got != c.bare {
			t.Errorf("%+v gave the record %+v; want %+v", c.request, got, c.bare)
		}
		ann := exercise.WithUser(exercise.WithRequestID(context.Background(), "r-1"), "ann")
		if got := record(ann); got != c.within {
			t.Errorf("%+v within the request r-1 of ann gave the record %+v; want %+v", c.request, got, c.within)
		}
	}
}

// Whoever has a context may derive others from it.
func TestValuesAreInDerivedContexts(t *testing.T) {
	ours := exercise.WithUser(exercise.WithRequestID(context.Background(), "r-1"), "ann")
	canBeCancelled, cancel := context.WithCancel(ours)
	timed, cancelTimed := context.WithTimeout(ours, time.Hour)
	defer cancelTimed()
	cancel()
	for name, ctx := range map[string]context.Context{
		"context.WithCancel":          canBeCancelled,
		"context.WithTimeout":         timed,
		"context.WithoutCancel":       context.WithoutCancel(canBeCancelled),
		"context.WithValue":           context.WithValue(ours, theirKey{}, "theirs"),
		"a type of its own":           curious{ours, new([]any)},
		"context.WithValue and yours": exercise.WithUser(context.WithValue(ours, theirKey{}, "theirs"), "ann"),
	} {
		if got, want := exercise.NewRecord(ctx, ""), (exercise.Record{RequestID: "r-1", User: "ann"}); got != want {
			t.Errorf("in a context that was derived by %s the record is %+v; want %+v", name, got, want)
		}
		wantRequestID(t, ctx, "r-1")
		wantUser(t, ctx, "ann")
	}
}

func TestCancellationReachesTheHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		theirs := context.WithValue(t.Context(), theirKey{}, "theirs")
		deadline := time.Now().Add(24 * time.Hour)
		request := exercise.Request{ID: "r-1", User: "ann"}
		for from, call := range map[string]func(context.Context, exercise.Handler){
			"WithRequestID":           func(ctx context.Context, look exercise.Handler) { look(exercise.WithRequestID(ctx, "r-1"), request) },
			"WithUser":                func(ctx context.Context, look exercise.Handler) { look(exercise.WithUser(ctx, "ann"), request) },
			"Identify":                func(ctx context.Context, look exercise.Handler) { exercise.Identify(look)(ctx, request) },
			"Identify without fields": func(ctx context.Context, look exercise.Handler) { exercise.Identify(look)(ctx, exercise.Request{}) },
			"Parallel":                func(ctx context.Context, look exercise.Handler) { exercise.Parallel(look, look)(ctx, request) },
			"Parallel of a request with an ID": func(ctx context.Context, look exercise.Handler) {
				exercise.Parallel(look, look)(exercise.WithRequestID(ctx, "r-1"), request)
			},
		} {
			ctx, cancel := context.WithDeadline(theirs, deadline)
			time.AfterFunc(time.Minute, cancel)
			call(ctx, func(ctx context.Context, _ exercise.Request) {
				if fault := faultAfterCancel(ctx, deadline); fault != "" && !t.Failed() {
					t.Errorf("the context from %s %s", from, fault)
				}
			})
			cancel()
		}
	})
}

// faultAfterCancel waits until ctx is done, and says what is missing in it.
func faultAfterCancel(ctx context.Context, deadline time.Time) string {
	if got, ok := ctx.Deadline(); !ok || !got.Equal(deadline) {
		return "has not got the deadline of the one that was given"
	}
	if ctx.Value(theirKey{}) != "theirs" {
		return "has lost a value that another package had put into the one that was given"
	}
	select {
	case <-ctx.Done():
	case <-time.After(time.Hour):
		return "was not done an hour after the one that was given"
	}
	if err := ctx.Err(); err != context.Canceled {
		return fmt.Sprintf("says Err() = %v after the one that was given had been cancelled; want %v", err, context.Canceled)
	}
	return ""
}

// Every goroutine derives contexts of its own from one that all of them share.
func TestContextsAtOnce(t *testing.T) {
	const goroutines, each = 8, 20
	shared := exercise.WithUser(exercise.WithRequestID(context.Background(), "r-1"), "ann")
	together(goroutines, func(g int) {
		name := fmt.Sprint("user-", g)
		for range each {
			wantUser(t, exercise.WithUser(shared, name), name)
		}
	})
	together(goroutines, func(g int) {
		id := fmt.Sprint("r-", g)
		for range each {
			wantRequestID(t, exercise.WithRequestID(shared, id), id)
		}
	})
	together(goroutines, func(g int) {
		name := fmt.Sprint("user-", g)
		for range each {
			if g%2 == 0 {
				wantRecord(t, shared, "", exercise.Record{RequestID: "r-1", User: "ann"})
			} else {
				wantUser(t, exercise.WithUser(shared, name), name)
			}
		}
	})
}
