package exercise_test

import (
	"strconv"
	"testing"

	"exercise"
)

// Any two operations that run at the same time, and nothing beside them: a lock that a third one takes
// orders the first two, and hides their race.

const (
	goroutines = 8
	each       = 6
)

// operation is called by goroutine g for the i-th time. It returns false when it finds something wrong.
type operation struct {
	name string
	call func(registry *exercise.Registry, g, i int) bool
}

var writers = []operation{
	{"Set", func(r *exercise.Registry, g, i int) bool { r.Set(own(g, i%2), i); return true }},
	{"Add", func(r *exercise.Registry, g, i int) bool { return r.Add(own(g, 2), 1) == i+1 }},
	{"Delete", func(r *exercise.Registry, g, i int) bool { return r.Delete(own(g, 10+i)) }},
}

var readers = []operation{
	{"Get", func(r *exercise.Registry, _, i int) bool {
		value, found := r.Get(key(i))
		return found && value == i
	}},
	{"Len", func(r *exercise.Registry, _, _ int) bool {
		n := r.Len()
		return n >= each && n <= each+goroutines*(each+3)
	}},
	{"Range", func(r *exercise.Registry, _, _ int) bool {
		lasting := 0
		r.Range(func(name string, _ int) bool {
			if name < own(0, 0) {
				lasting++
			}
			return true
		})
		return lasting == each
	}},
}

func TestWritersTogether(t *testing.T) {
	for i, first := range writers {
		for _, second := range writers[i:] {
			pair(t, first, second)
		}
	}
}

func TestReadersAndWriters(t *testing.T) {
	for _, reader := range readers {
		for _, writer := range writers {
			pair(t, reader, writer)
		}
	}
}

func TestReadersTogether(t *testing.T) {
	for i, first := range readers {
		for _, second := range readers[i:] {
			pair(t, first, second)
		}
	}
}

// pair lets half of the goroutines call first, and the other half second, on a registry of their own.
func pair(t *testing.T, first, second operation) {
	registry := filled(each)
	for g := range goroutines {
		for i := range each {
			registry.Set(own(g, 10+i), i)
		}
	}
	wrong := make([]string, goroutines)
	together(goroutines, func(g int) {
		operation := first
		if g%2 == 1 {
			operation = second
		}
		for i := range each {
			if !operation.call(registry, g, i) {
				wrong[g] = operation.name
			}
		}
	})
	for _, name := range wrong {
		if name != "" && !t.Failed() {
			t.Errorf("some goroutines called %s and others %s, and %s gave a wrong result", first.name, second.name, name)
		}
	}
}

// filled returns a registry with n names that keep their values.
func filled(n int) *exercise.Registry {
	registry := exercise.NewRegistry()
	for i := range n {
		registry.Set(key(i), i)
	}
	return registry
}

func key(i int) string { return "a-" + strconv.Itoa(i) }

// own is a name that only goroutine g uses; it comes after every key.
func own(g, i int) string { return "own-" + strconv.Itoa(g) + "-" + strconv.Itoa(i) }
