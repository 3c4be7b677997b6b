// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

type Registry struct {
	mu     sync.RWMutex
	values map[string]int
	length int // -1 when it must be counted anew
}

func NewRegistry() *Registry { return &Registry{values: map[string]int{}} }

func (r *Registry) Set(name string, value int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.values[name] = value
	r.length = -1
}

func (r *Registry) Add(name string, delta int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.values[name] += delta
	r.length = -1
	return r.values[name]
}

func (r *Registry) Delete(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, found := r.values[name]
	delete(r.values, name)
	r.length = -1
	return found
}

func (r *Registry) Get(name string) (int, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	value, found := r.values[name]
	return value, found
}

// Len is a reader that writes when it is the first one after a change.
func (r *Registry) Len() int {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.length < 0 {
		r.length = len(r.values)
	}
	return r.length
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
