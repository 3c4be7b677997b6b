package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

func TestFirstHitIsReturned(t *testing.T) {
	bubble(t, func(t *testing.T) {
		fast := newHit("fast")
		got := search(context.Background(),
			after(3*time.Second, newHit("slow"), nil),
			after(time.Second, fast, nil),
			after(2*time.Second, newHit("second"), nil))
		wantHit(t, got, fast, time.Second)
	})
}

func TestOtherSourcesAreCancelled(t *testing.T) {
	bubble(t, func(t *testing.T) {
		const losers = 3
		start := time.Now()
		fast := newHit("fast")
		ended := make(chan time.Duration, losers)
		loser := func(ctx context.Context, query string) (exercise.Hit, error) {
			defer func() { ended <- time.Since(start) }()
			return after(time.Hour, newHit("slow"), nil)(ctx, query)
		}
		got := search(context.Background(), loser, after(time.Second, fast, nil), loser, loser)
		wantHit(t, got, fast, time.Second)
		time.Sleep(2 * time.Hour)
		if len(ended) != losers {
			t.Errorf("of the %d other sources %d were asked and came to an end; want all", losers, len(ended))
		}
		for range len(ended) {
			if worked := <-ended; worked != time.Second && !t.Failed() {
				t.Errorf("the first hit came after 1s, and another source went on to work, for %v in all", worked)
			}
		}
	})
}

func TestNobodyHasIt(t *testing.T) {
	bubble(t, func(t *testing.T) {
		miss := exercise.ErrNotFound
		got := search(context.Background(), after(time.Second, exercise.Hit{}, miss), after(3*time.Second, exercise.Hit{}, miss))
		wantError(t, got, exercise.ErrNotFound, 3*time.Second)
		got = search(context.Background())
		wantError(t, got, exercise.ErrNotFound, 0)
	})
}

func TestCallerCancels(t *testing.T) {
	bubble(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(time.Second, cancel)
		got := search(ctx, after(time.Hour, newHit("one"), nil), after(time.Hour, newHit("other"), nil))
		wantError(t, got, context.Canceled, time.Second)
		if errors.Is(got.err, exercise.ErrNotFound) {
			t.Errorf("the caller cancelled the search, and its error wraps ErrNotFound; the search was not finished")
		}
	})
}

// bubble runs f in virtual time: time.Sleep returns as soon as every goroutine waits. Then it gives every source
// a day to come to its end. When a goroutine is still blocked after that, synctest panics: it is a leak.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f(t)
		time.Sleep(24 * time.Hour)
	})
}

// after is a source that answers when it has worked for so long, or as soon as its context is done.
func after(work time.Duration, hit exercise.Hit, err error) exercise.Source {
	return func(ctx context.Context, _ string) (exercise.Hit, error) {
		select {
		case <-time.After(work):
			return hit, err
		case <-ctx.Done():
			return exercise.Hit{}, fmt.Errorf("gave up: %w", ctx.Err())
		}
	}
}

// newHit makes a hit that nobody can know beforehand.
func newHit(source string) exercise.Hit {
	return exercise.Hit{Source: source, Text: fmt.Sprint("text ", rand.Int())}
}

// outcome is what Search returned, and how long it took.
type outcome struct {
	hit  exercise.Hit
	err  error
	took time.Duration
}

func search(ctx context.Context, sources ...exercise.Source) outcome {
	start := time.Now()
	hit, err := exercise.Search(ctx, "query", sources)
	return outcome{hit, err, time.Since(start)}
}

func wantHit(t *testing.T, got outcome, want exercise.Hit, took time.Duration) {
	t.Helper()
	if got.err != nil || got.hit != want {
		t.Errorf("Search returned the hit %+v and the error %v; want %+v, the first hit, and no error", got.hit, got.err, want)
	} else if got.took != took {
		t.Errorf("the first hit came after %v, and Search returned it after %v", took, got.took)
	}
}

func wantError(t *testing.T, got outcome, want error, took time.Duration) {
	t.Helper()
	if !errors.Is(got.err, want) || got.hit != (exercise.Hit{}) {
		t.Errorf("Search returned the hit %+v and the error %v; want an empty hit and an error that wraps %q", got.hit, got.err, want)
	} else if got.took != took {
		t.Errorf("Search returned the error %q after %v; want it after %v", want, got.took, took)
	}
}
