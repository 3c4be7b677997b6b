package exercise_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"exercise"
)

// line is a stage or the whole pipeline.
type line struct {
	name   string
	start  func(ctx context.Context, in <-chan int) <-chan int
	result func(v int) int
	// holds is how many values more than it has delivered it may have taken.
	holds int
}

// lines returns the stages, each alone, and the pipeline. Results grow with the values.
func lines() []line {
	n, addend, factor := 2+rand.IntN(1000), 2+rand.IntN(1000), 2+rand.IntN(1000)
	return []line{
		{"square", exercise.RacewaySquare, func(v int) int { return v * v }, 4},
		{"add", func(ctx context.Context, in <-chan int) <-chan int { return exercise.RacewayAdd(ctx, in, n) },
			func(v int) int { return v + n }, 4},
		{"multiply", func(ctx context.Context, in <-chan int) <-chan int { return exercise.RacewayMultiply(ctx, in, n) },
			func(v int) int { return v * n }, 4},
		{"pipeline", func(ctx context.Context, in <-chan int) <-chan int {
			return exercise.RacewayPipeline(ctx, in, addend, factor)
		},
			func(v int) int { return (v*v + addend) * factor }, 12},
	}
}

func (l line) results(values []int) []int {
	results := make([]int, len(values))
	for i, v := range values {
		results[i] = l.result(v)
	}
	return results
}

// replaceSteps makes each step call f instead of taking its time.
func replaceSteps(t *testing.T, f func(step string, v int)) {
	exercise.RacewayStep(f)
	t.Cleanup(func() { exercise.RacewayStep(nil) })
}

// quickSteps makes the steps touch nothing that two of them share, so that they order no two stages and
// hide no race between them.
func quickSteps(t *testing.T) {
	replaceSteps(t, func(string, int) {})
}

// steps notes what every step was called with, and how many calls of it were under way at once.
type steps struct {
	mu           sync.Mutex
	values       map[string][]int
	active, peak map[string]int
}

// newSteps makes each step note its calls, and take as long as takes says.
func newSteps(t *testing.T, takes map[string]time.Duration) *steps {
	s := &steps{values: map[string][]int{}, active: map[string]int{}, peak: map[string]int{}}
	replaceSteps(t, func(step string, v int) {
		s.count(step, +1)
		s.note(step, v)
		time.Sleep(takes[step])
		s.count(step, -1)
	})
	return s
}

func (s *steps) note(step string, v int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[step] = append(s.values[step], v)
}

func (s *steps) count(step string, by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.active[step] += by
	s.peak[step] = max(s.peak[step], s.active[step])
}

// noted returns the values that step was called with, and the largest number of its calls at once.
func (s *steps) noted(step string) ([]int, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values[step], s.peak[step]
}
