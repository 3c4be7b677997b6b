package exercise_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestContextsAreCancelledInTheEnd(t *testing.T) {
	for _, c := range []struct {
		ending string
		last   exercise.Source
	}{
		{"with a hit", after(3*time.Second, newHit("last"), nil)},
		{"without a hit", after(3*time.Second, exercise.Hit{}, exercise.ErrNotFound)},
	} {
		bubble(t, func(t *testing.T) {
			contexts := make(chan context.Context, 3)
			keep := func(source exercise.Source) exercise.Source {
				return func(ctx context.Context, query string) (exercise.Hit, error) {
					contexts <- ctx
					return source(ctx, query)
				}
			}
			miss := after(time.Second, exercise.Hit{}, exercise.ErrNotFound)
			search(context.Background(), keep(miss), keep(c.last), keep(miss))
			synctest.Wait()
			for range len(contexts) {
				if ctx := <-contexts; ctx.Err() == nil && !t.Failed() {
					t.Errorf("Search had returned %s, and the context that it had given a source was not cancelled", c.ending)
				}
			}
		})
	}
}

type key struct{}

func TestSourcesGetTheCallersContext(t *testing.T) {
	bubble(t, func(t *testing.T) {
		start, value := time.Now(), rand.Int()
		ctx, cancel := context.WithTimeout(context.WithValue(context.Background(), key{}, value), time.Hour)
		defer cancel()
		time.AfterFunc(time.Minute, cancel)
		want, _ := ctx.Deadline()
		var values, deadlines, cancelled atomic.Int32
		source := func(ctx context.Context, query string) (exercise.Hit, error) {
			if ctx.Value(key{}) == value {
				values.Add(1)
			}
			if got, ok := ctx.Deadline(); ok && got.Equal(want) {
				deadlines.Add(1)
			}
			if _, err := after(10*time.Hour, exercise.Hit{}, nil)(ctx, query); errors.Is(err, context.Canceled) && time.Since(start) == time.Minute {
				cancelled.Add(1)
			}
			return exercise.Hit{}, exercise.ErrNotFound
		}
		search(ctx, source, source, source)
		time.Sleep(20 * time.Hour)
		for _, seen := range []struct {
			what string
			by   int32
		}{
			{"found the value of the caller's context", values.Load()},
			{"saw the deadline of the caller's context", deadlines.Load()},
			{"were cancelled at the moment when the caller cancelled", cancelled.Load()},
		} {
			if seen.by != 3 && !t.Failed() {
				t.Errorf("%d of 3 sources %s; want all", seen.by, seen.what)
			}
		}
	})
}

func TestCancelledBeforeTheSearch(t *testing.T) {
	for _, dead := range []func() (context.Context, error){
		func() (context.Context, error) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx, context.Canceled
		},
		func() (context.Context, error) {
			ctx, cancel := context.WithTimeout(context.Background(), -time.Second)
			cancel()
			return ctx, context.DeadlineExceeded
		},
	} {
		bubble(t, func(t *testing.T) {
			ctx, want := dead()
			var asked atomic.Int32
			source := func(context.Context, string) (exercise.Hit, error) {
				asked.Add(1)
				return exercise.Hit{}, exercise.ErrNotFound
			}
			got := search(ctx, source, source)
			wantError(t, got, want, 0)
			wantUnfinished(t, got)
			synctest.Wait()
			if asked.Load() > 0 {
				t.Errorf("the caller's context was done before Search was called, and %d sources were asked", asked.Load())
			}
		})
	}
}

// The search ends with the caller's context, whatever the sources make of it.
func TestSearchEndsWithTheCallersContext(t *testing.T) {
	quiet := func(ctx context.Context, query string) (exercise.Hit, error) {
		after(time.Hour, exercise.Hit{}, nil)(ctx, query)
		return exercise.Hit{}, exercise.ErrNotFound
	}
	miss := after(time.Second, exercise.Hit{}, exercise.ErrNotFound)
	for _, sources := range [][]exercise.Source{
		{quiet},
		{quiet, miss, quiet},
		{stubborn(time.Hour, newHit("slow"), nil)},
		{stubborn(time.Hour, exercise.Hit{}, exercise.ErrNotFound), miss, stubborn(2*time.Hour, exercise.Hit{}, nil), miss, quiet},
	} {
		bubble(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(5*time.Second, cancel)
			got := search(ctx, sources...)
			wantError(t, got, context.Canceled, 5*time.Second)
			wantUnfinished(t, got)
		})
		bubble(t, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
			defer cancel()
			got := search(ctx, sources...)
			wantError(t, got, context.DeadlineExceeded, 5*time.Second)
			wantUnfinished(t, got)
		})
	}
}

func wantUnfinished(t *testing.T, got outcome) {
	t.Helper()
	if errors.Is(got.err, exercise.ErrNotFound) && !t.Failed() {
		t.Errorf("the caller's context ended the search, and its error wraps ErrNotFound: %v", got.err)
	}
}
