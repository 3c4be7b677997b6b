// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import (
	"maps"
	"sync"
	"sync/atomic"
)

// Registry keeps a map that is never changed. A writer puts a changed copy in its place, so readers need
// no lock at all.
type Registry struct {
	writing sync.Mutex
	current atomic.Pointer[map[string]int]
}

func NewRegistry() *Registry {
	r := &Registry{}
	r.current.Store(&map[string]int{})
	return r
}

func (r *Registry) change(f func(values map[string]int)) {
	r.writing.Lock()
	defer r.writing.Unlock()
	values := maps.Clone(*r.current.Load())
	f(values)
	r.current.Store(&values)
}

func (r *Registry) Set(name string, value int) {
	r.change(func(values map[string]int) { values[name] = value })
}

func (r *Registry) Add(name string, delta int) (sum int) {
	r.change(func(values map[string]int) {
		sum = values[name] + delta
		values[name] = sum
	})
	return sum
}

func (r *Registry) Delete(name string) (found bool) {
	r.change(func(values map[string]int) {
		_, found = values[name]
		delete(values, name)
	})
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
