// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

// Registry keeps a number for each name. Any number of goroutines may use it at once.
type Registry struct {
	mu     sync.Mutex
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

// Add adds delta to the value under name, and returns the sum. A name that is not there counts as 0.
func (r *Registry) Add(name string, delta int) int {
	value, _ := r.Get(name)
	value += delta
	r.Set(name, value)
	return value
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
	r.mu.Lock()
	defer r.mu.Unlock()

	value, found := r.values[name]
	return value, found
}

// Len returns the number of names.
func (r *Registry) Len() int {
	r.mu.Lock()
	defer r.mu.Unlock()

	return len(r.values)
}

// Range calls f for each name, in any order, until f returns false.
func (r *Registry) Range(f func(name string, value int) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()

	for name, value := range r.values {
		if !f(name, value) {
			return
		}
	}
}
