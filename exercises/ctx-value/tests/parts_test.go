package exercise_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"exercise"
)

// idsOfParts answers a request with n parts, and returns the request IDs that they see; "-" for none.
func idsOfParts(ctx context.Context, n int) []string {
	ids := make([]string, n)
	parts := make([]exercise.Handler, n)
	for i := range parts {
		parts[i] = func(ctx context.Context, _ exercise.Request) { ids[i] = exercise.NewRecord(ctx, "").RequestID }
	}
	exercise.Parallel(parts...)(ctx, exercise.Request{ID: "r-1", User: "ann"})
	return ids
}

func TestNumbersOfParts(t *testing.T) {
	ctx := exercise.WithRequestID(context.Background(), "r-1")
	for _, n := range []int{0, 1, 12} {
		var want []string
		for i := range n {
			want = append(want, fmt.Sprint("r-1.", i+1))
		}
		if got := idsOfParts(ctx, n); !slices.Equal(got, want) {
			t.Errorf("the %d parts of request r-1 see the IDs %v; want %v", n, got, want)
		}
		wantRequestID(t, ctx, "r-1")
	}
	if got, want := idsOfParts(context.Background(), 2), []string{"-", "-"}; !slices.Equal(got, want) {
		t.Errorf("the context carried no request ID, and the records of two parts have the IDs %v; want %v", got, want)
	}

	// Parts may have parts.
	want := func(id string) exercise.Handler {
		return func(ctx context.Context, _ exercise.Request) { wantRequestID(t, ctx, id) }
	}
	handler := exercise.Chain(exercise.Parallel(
		exercise.Parallel(want("r-1.1.1"), want("r-1.1.2")),
		want("r-1.2"),
		exercise.Parallel(exercise.Parallel(want("r-1.3.1.1"))),
	), exercise.Identify)
	handler(context.Background(), exercise.Request{ID: "r-1", User: "ann"})
}

func TestParallelWaitsForItsParts(t *testing.T) {
	// One part returns, then the request is cancelled, and some parts take longer than others to notice.
	synctest.Test(t, func(t *testing.T) {
		var parts []exercise.Handler
		for i := range 20 {
			seconds := 1 + i%4
			parts = append(parts, func(ctx context.Context, _ exercise.Request) {
				end := time.After(time.Duration(seconds) * time.Second)
				if seconds > 1 {
					time.Sleep(1200 * time.Millisecond)
					if ctx.Err() != nil && !t.Failed() {
						t.Errorf("the context of a part was done when another part had returned")
					}
				}
				<-end
			})
		}
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		start := time.Now()
		exercise.Parallel(parts...)(ctx, exercise.Request{ID: "r-1"})
		if took := time.Since(start); took != 4*time.Second {
			t.Errorf("20 parts, the longest of 4s, took %v; want 4s, as they run at the same time and Parallel waits for all, cancelled or not", took)
		}
		time.Sleep(time.Minute)
	})

	// One handler serves two requests, and the part of the first one takes much longer.
	synctest.Test(t, func(t *testing.T) {
		handler := exercise.Parallel(func(_ context.Context, request exercise.Request) {
			if request.ID == "slow" {
				time.Sleep(time.Hour)
			}
			time.Sleep(time.Second)
		})
		together(2, func(i int) {
			start := time.Now()
			if i == 0 {
				handler(t.Context(), exercise.Request{ID: "slow"})
				return
			}
			time.Sleep(time.Minute)
			handler(t.Context(), exercise.Request{ID: "quick"})
			if took := time.Since(start); took != time.Minute+time.Second {
				t.Errorf("a request whose part took 1s was answered after %v, as the part of another request took an hour", took-time.Minute)
			}
		})
	})
}
