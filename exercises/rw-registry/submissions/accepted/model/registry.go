// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

// Registry keeps a number for each name. Any number of goroutines may use it at once.
type Registry struct {
	mu     sync.RWMutex
	values map[string]int
}

// NewRegistry returns an empty registry.
func NewRegistry() *Registry {
	return &Registry{values: make(map[string]int)}
}

// Set keeps value under name, and replaces what was there.
func (r *Registry) Set(name string, value int) {
	r.mu.Lock()
	defer r.mu.Unlock()

	r.values[name] = value
}

// Add adds delta to the value under name, and returns the sum. It reads and writes in one section, so
// that nobody comes between.
func (r *Registry) Add(name string, delta int) int {
	r.mu.Lock()
	defer r.mu.Unlock()

	r.values[name] += delta
	return r.values[name]
}

// Delete removes name, and says whether it was there.
func (r *Registry) Delete(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()

	_, found := r.values[name]
	delete(r.values, name)
	return found
}

// Get returns the value under name, and whether there is one.
func (r *Registry) Get(name string) (int, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()

	value, found := r.values[name]
	return value, found
}

// Len returns the number of names.
func (r *Registry) Len() int {
	r.mu.RLock()
	defer r.mu.RUnlock()

	return len(r.values)
}

// Range calls f for each name, in any order, until f returns false. Writers wait until it is over.
func (r *Registry) Range(f func(name string, value int) bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()

	for name, value := range r.values {
		if !f(name, value) {
			return
		}
	}
}
