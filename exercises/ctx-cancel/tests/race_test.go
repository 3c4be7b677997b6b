package exercise_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"exercise"
)

// The sources share nothing and do not look at their contexts, so that nothing but Search itself orders them.

func TestHitsAtTheSameTime(t *testing.T) {
	for work, rounds := range map[time.Duration]int{0: 250, time.Second: 50} {
		bubble(t, func(t *testing.T) {
			for round := 0; round < rounds && !t.Failed(); round++ {
				n := 1 + round%8
				hits, sources := make([]exercise.Hit, n), make([]exercise.Source, n)
				for i := range n {
					hits[i] = newHit(fmt.Sprint(i))
					sources[i] = stubborn(work, hits[i], nil)
				}
				got := search(context.Background(), sources...)
				if got.err != nil || got.took != work || !slices.Contains(hits, got.hit) {
					t.Errorf("%d sources had a hit at the same time, after %v, and Search returned the hit %+v and the error %v after %v; "+
						"want one of these hits and no error", n, work, got.hit, got.err, got.took)
				}
			}
		})
	}
}

func TestMissesAtTheSameTime(t *testing.T) {
	const n = 8
	for _, work := range []time.Duration{0, time.Second} {
		bubble(t, func(t *testing.T) {
			for range 20 {
				failures, sources := make([]error, n), make([]exercise.Source, n)
				for i := range n {
					failures[i] = fmt.Errorf("source %d failed", i)
					sources[i] = stubborn(work, exercise.Hit{}, failures[i])
				}
				got := search(context.Background(), sources...)
				wantError(t, got, exercise.ErrNotFound, work)
				for _, failure := range failures {
					if !errors.Is(got.err, failure) && !t.Failed() {
						t.Errorf("%d sources failed at the same time, and the error of Search does not wrap that of each", n)
					}
				}
			}
		})
	}
}

// Each search has sources, hits and a context of its own. Some are cancelled.
func TestSearchesSideBySide(t *testing.T) {
	const n = 12
	bubble(t, func(t *testing.T) {
		outcomes, hits := make([]outcome, n), make([]exercise.Hit, n)
		var all sync.WaitGroup
		for i := range n {
			hits[i] = newHit(fmt.Sprint("search ", i))
			all.Go(func() {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				if i%3 == 0 {
					time.AfterFunc(time.Second, cancel)
				}
				outcomes[i] = search(ctx, after(time.Hour, exercise.Hit{}, nil), after(time.Duration(i+2)*time.Second, hits[i], nil))
			})
		}
		all.Wait()
		for i, got := range outcomes {
			if i%3 == 0 {
				wantError(t, got, context.Canceled, time.Second)
			} else {
				wantHit(t, got, hits[i], time.Duration(i+2)*time.Second)
			}
			if t.Failed() {
				t.Logf("%d searches ran side by side; this one shared nothing with the others", n)
				return
			}
		}
	})
}
