package exercise_test

import (
	"testing"

	"exercise"
)

// The judge runs your test in this way, once with each of its caches.
func TestPassesWithTheCache(t *testing.T) { exercise.TestCache(t) }
