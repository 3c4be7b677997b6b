package exercise_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestValuesComeBack(t *testing.T) {
	ctx := exercise.WithRequestID(context.Background(), "r-1")
	ctx = exercise.WithUser(ctx, "ann")
	wantRequestID(t, ctx, "r-1")
	wantUser(t, ctx, "ann")
	wantRecord(t, ctx, "opens a door", exercise.Record{RequestID: "r-1", User: "ann", Text: "opens a door"})
}

func TestIdentifyTellsTheHandler(t *testing.T) {
	calls := 0
	handler := exercise.Chain(func(ctx context.Context, request exercise.Request) {
		calls++
		wantRequestID(t, ctx, "r-2")
		wantUser(t, ctx, "bob")
		if want := (exercise.Request{ID: "r-2", User: "bob"}); request != want {
			t.Errorf("the handler was given the request %+v; want %+v, as it came", request, want)
		}
	}, exercise.Identify)

	outer := context.Background()
	handler(outer, exercise.Request{ID: "r-2", User: "bob"})
	if calls != 1 {
		t.Errorf("the handler was called %d times for one request; want once", calls)
	}
	wantNoRequestID(t, outer)
	wantNoUser(t, outer)
}

// All requests go through the same chain, and each of them has something to do in other goroutines.
func TestRequestsAtOnce(t *testing.T) {
	const requests, helpers = 8, 4
	handler := exercise.Chain(func(ctx context.Context, request exercise.Request) {
		together(helpers, func(helper int) {
			text := fmt.Sprint("helper ", helper)
			for range 10 {
				wantRecord(t, ctx, text, exercise.Record{RequestID: request.ID, User: request.User, Text: text})
			}
		})
	}, exercise.Identify)

	together(requests, func(i int) {
		handler(context.Background(), exercise.Request{ID: fmt.Sprint("r-", i), User: fmt.Sprint("user-", i)})
	})
}

// In virtual time: time.Sleep returns as soon as every goroutine waits.
func TestPartsOfARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var parts []exercise.Handler
		for i := range 3 {
			parts = append(parts, func(ctx context.Context, _ exercise.Request) {
				wantRequestID(t, ctx, fmt.Sprint("r-3.", i+1))
				wantUser(t, ctx, "eve")
				time.Sleep(time.Second)
			})
		}
		handler := exercise.Chain(exercise.Parallel(parts...), exercise.Identify)

		start := time.Now()
		handler(context.Background(), exercise.Request{ID: "r-3", User: "eve"})
		if took := time.Since(start); took != time.Second {
			t.Errorf("3 parts of 1s each took %v; want 1s, as they run at the same time and Parallel waits for all", took)
		}
	})
}

// together calls f(0) … f(n-1), each in a goroutine of its own; none starts before all are ready.
func together(n int, f func(i int)) {
	var ready, done sync.WaitGroup
	ready.Add(n)
	start := make(chan struct{})
	for i := range n {
		done.Go(func() {
			ready.Done()
			<-start
			f(i)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}

// The functions below touch t only when they fail, and report the first failure only: the methods of t
// take a lock, and every lock that two goroutines share can hide a race between them.

func wantRequestID(t *testing.T, ctx context.Context, want string) {
	if id, ok := exercise.RequestID(ctx); (id != want || !ok) && !t.Failed() {
		t.Helper()
		t.Errorf("RequestID returned %q, %v; want %q, true", id, ok, want)
	}
}

func wantUser(t *testing.T, ctx context.Context, want string) {
	if name, ok := exercise.User(ctx); (name != want || !ok) && !t.Failed() {
		t.Helper()
		t.Errorf("User returned %q, %v; want %q, true", name, ok, want)
	}
}

func wantNoRequestID(t *testing.T, ctx context.Context) {
	if id, ok := exercise.RequestID(ctx); (id != "" || ok) && !t.Failed() {
		t.Helper()
		t.Errorf("RequestID returned %q, %v for a context that carries no request ID; want %q, false", id, ok, "")
	}
}

func wantNoUser(t *testing.T, ctx context.Context) {
	if name, ok := exercise.User(ctx); (name != "" || ok) && !t.Failed() {
		t.Helper()
		t.Errorf("User returned %q, %v for a context that carries no user; want %q, false", name, ok, "")
	}
}

func wantRecord(t *testing.T, ctx context.Context, text string, want exercise.Record) {
	if record := exercise.NewRecord(ctx, text); record != want && !t.Failed() {
		t.Helper()
		t.Errorf("NewRecord returned %+v; want %+v", record, want)
	}
}
