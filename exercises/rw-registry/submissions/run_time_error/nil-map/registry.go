// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

type Registry struct {
	mu     sync.RWMutex
	values map[string]int
}

// NewRegistry makes no map.
func NewRegistry() *Registry { return &Registry{} }

func (r *Registry) Set(name string, value int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.values[name] = value
}

func (r *Registry) Add(name string, delta int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.values[name] += delta
	return r.values[name]
}

func (r *Registry) Delete(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, found := r.values[name]
	delete(r.values, name)
	return found
}

func (r *Registry) Get(name string) (int, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	value, found := r.values[name]
	return value, found
}

func (r *Registry) Len() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return len(r.values)
}

func (r *Registry) Range(f func(name string, value int) bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for name, value := range r.values {
		if !f(name, value) {
			return
		}
	}
}
