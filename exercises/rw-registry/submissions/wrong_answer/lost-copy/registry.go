// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import (
	"maps"
	"sync/atomic"
)

type Registry struct {
	current atomic.Pointer[map[string]int]
}

func NewRegistry() *Registry {
	r := &Registry{}
	r.current.Store(&map[string]int{})
	return r
}

// Of two writers that copy the same map at once, one loses its change.
func (r *Registry) Set(name string, value int) {
	values := maps.Clone(*r.current.Load())
	values[name] = value
	r.current.Store(&values)
}

func (r *Registry) Add(name string, delta int) int {
	values := maps.Clone(*r.current.Load())
	values[name] += delta
	r.current.Store(&values)
	return values[name]
}

func (r *Registry) Delete(name string) bool {
	values := maps.Clone(*r.current.Load())
	_, found := values[name]
	delete(values, name)
	r.current.Store(&values)
	return found
}

func (r *Registry) Get(name string) (int, bool) {
	value, found := (*r.current.Load())[name]
	return value, found
}

func (r *Registry) Len() int { return len(*r.current.Load()) }

func (r *Registry) Range(f func(name string, value int) bool) {
	for name, value := range *r.current.Load() {
		if !f(name, value) {
			return
		}
	}
}
