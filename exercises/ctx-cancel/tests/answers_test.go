package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"exercise"
)

// No source answers before all have been asked, or it has lost patience.
func TestAllSourcesAreAskedAtOnce(t *testing.T) {
	for _, n := range []int{2, 5, 40} {
		bubble(t, func(t *testing.T) {
			query := fmt.Sprint("query ", rand.Int())
			want := newHit("last")
			var asked, foreign atomic.Int32
			all := make(chan struct{})
			sources := make([]exercise.Source, n)
			for i := range sources {
				sources[i] = func(_ context.Context, got string) (exercise.Hit, error) {
					if got != query {
						foreign.Add(1)
					}
					if asked.Add(1) == int32(n) {
						close(all)
					}
					select {
					case <-all:
						return want, nil
					case <-time.After(time.Minute):
						return exercise.Hit{}, exercise.ErrNotFound
					}
				}
			}
			start := time.Now()
			hit, err := exercise.Search(context.Background(), query, sources)
			got := outcome{hit, err, time.Since(start)}
			time.Sleep(time.Hour)
			switch {
			case foreign.Load() > 0:
				t.Errorf("a source was asked for something else than the query that Search was given")
			case asked.Load() != int32(n):
				t.Errorf("%d sources were asked %d times in all; want each asked once", n, asked.Load())
			case got.took > 0:
				t.Errorf("%d sources, which all answer when the last of them has been asked, were not asked at the same time", n)
			default:
				wantHit(t, got, want, 0)
			}
		})
	}
}

type refusal struct{ code int }

func (r *refusal) Error() string { return fmt.Sprint("refused with code ", r.code) }

func TestFailuresDoNotEndTheSearch(t *testing.T) {
	for _, failure := range []error{
		exercise.ErrNotFound,
		fmt.Errorf("archive: %w", exercise.ErrNotFound),
		errors.New("connection refused"),
		&refusal{503},
		context.Canceled,
		fmt.Errorf("archive: %w", context.DeadlineExceeded),
	} {
		bubble(t, func(t *testing.T) {
			late := newHit("late")
			got := search(context.Background(),
				after(0, exercise.Hit{}, failure),
				after(time.Second, exercise.Hit{}, failure),
				after(5*time.Second, late, nil),
				after(2*time.Second, exercise.Hit{}, failure))
			wantHit(t, got, late, 5*time.Second)
		})
		if t.Failed() {
			t.Logf("before that, other sources had failed with %q", failure)
			return
		}
	}
}

// It is the error, and not the hit beside it, that says whether there is a hit.
func TestErrorDecides(t *testing.T) {
	bubble(t, func(t *testing.T) {
		got := search(context.Background(),
			after(2*time.Second, newHit("later"), nil),
			after(time.Second, exercise.Hit{}, nil))
		wantHit(t, got, exercise.Hit{}, time.Second)
	})
	bubble(t, func(t *testing.T) {
		want := newHit("true")
		got := search(context.Background(),
			after(time.Second, newHit("doubtful"), exercise.ErrNotFound),
			after(2*time.Second, want, nil))
		wantHit(t, got, want, 2*time.Second)
	})
	bubble(t, func(t *testing.T) {
		got := search(context.Background(), after(time.Second, newHit("doubtful"), errors.New("not certain")))
		wantError(t, got, exercise.ErrNotFound, time.Second)
	})
}

func TestErrorsOfAllSourcesAreWrapped(t *testing.T) {
	bubble(t, func(t *testing.T) {
		first, last := errors.New("first failure"), errors.New("last failure")
		got := search(context.Background(),
			after(2*time.Second, exercise.Hit{}, &refusal{404}),
			after(time.Second, exercise.Hit{}, fmt.Errorf("archive: %w", first)),
			after(3*time.Second, exercise.Hit{}, last))
		wantError(t, got, exercise.ErrNotFound, 3*time.Second)
		wantError(t, got, first, 3*time.Second)
		wantError(t, got, last, 3*time.Second)
		if refused := (*refusal)(nil); !errors.As(got.err, &refused) || refused.code != 404 {
			t.Errorf("Search returned the error %v; want one in which errors.As finds the error of each source, whatever its type", got.err)
		}
	})
}

// The losers do not look at their contexts. They answer long after Search has returned.
func TestHitIsReturnedAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		const soon = 1234567891 * time.Nanosecond
		fast := newHit("fast")
		got := search(context.Background(),
			stubborn(time.Hour, newHit("slow"), nil),
			stubborn(time.Hour, exercise.Hit{}, exercise.ErrNotFound),
			stubborn(soon, fast, nil),
			stubborn(2*time.Hour, exercise.Hit{}, errors.New("too late")),
			stubborn(3*time.Hour, newHit("slower"), nil))
		wantHit(t, got, fast, soon)
	})
}

// The losers end at once when they are cancelled, and hand in what they have.
func TestAnswersAfterTheFirstHitDoNotCount(t *testing.T) {
	bubble(t, func(t *testing.T) {
		for range 20 {
			fast := newHit("fast")
			partial := func(err error) exercise.Source {
				return func(ctx context.Context, query string) (exercise.Hit, error) {
					after(time.Hour, exercise.Hit{}, nil)(ctx, query)
					return newHit("partial"), err
				}
			}
			got := search(context.Background(), partial(nil), after(time.Second, fast, nil), partial(exercise.ErrNotFound), partial(nil))
			wantHit(t, got, fast, time.Second)
		}
	})
}

// stubborn is a source that works for so long, whatever becomes of its context.
func stubborn(work time.Duration, hit exercise.Hit, err error) exercise.Source {
	return func(context.Context, string) (exercise.Hit, error) {
		time.Sleep(work)
		return hit, err
	}
}
