// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import (
	"maps"
	"sync"
	"sync/atomic"
)

type Registry struct {
	mu      sync.Mutex
	current atomic.Pointer[map[string]int]
}

func NewRegistry() *Registry {
	r := &Registry{}
	r.current.Store(&map[string]int{})
	return r
}

func (r *Registry) Set(name string, value int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	values := maps.Clone(*r.current.Load())
	values[name] = value
	r.current.Store(&values)
}

// Add saves the copy and changes the map that others are reading.
func (r *Registry) Add(name string, delta int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	values := *r.current.Load()
	values[name] += delta
	return values[name]
}

func (r *Registry) Delete(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
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
