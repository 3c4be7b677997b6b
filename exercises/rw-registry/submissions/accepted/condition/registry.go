// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

// Registry counts who is inside. A writer waits until nobody is, a reader until no writer is.
type Registry struct {
	mu      sync.Mutex
	changed sync.Cond
	readers int
	writing bool
	values  map[string]int
}

func NewRegistry() *Registry {
	r := &Registry{values: map[string]int{}}
	r.changed.L = &r.mu
	return r
}

func (r *Registry) write(f func()) {
	r.mu.Lock()
	for r.writing || r.readers > 0 {
		r.changed.Wait()
	}
	r.writing = true
	r.mu.Unlock()

	f()

	r.mu.Lock()
	r.writing = false
	r.changed.Broadcast()
	r.mu.Unlock()
}

func (r *Registry) read(f func()) {
	r.mu.Lock()
	for r.writing {
		r.changed.Wait()
	}
	r.readers++
	r.mu.Unlock()

	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.readers--
		if r.readers == 0 {
			r.changed.Broadcast()
		}
	}()
	f()
}

func (r *Registry) Set(name string, value int) {
	r.write(func() { r.values[name] = value })
}

func (r *Registry) Add(name string, delta int) (sum int) {
	r.write(func() {
		r.values[name] += delta
		sum = r.values[name]
	})
	return sum
}

func (r *Registry) Delete(name string) (found bool) {
	r.write(func() {
		_, found = r.values[name]
		delete(r.values, name)
	})
	return found
}

func (r *Registry) Get(name string) (value int, found bool) {
	r.read(func() { value, found = r.values[name] })
	return value, found
}

func (r *Registry) Len() (n int) {
	r.read(func() { n = len(r.values) })
	return n
}

func (r *Registry) Range(f func(name string, value int) bool) {
	r.read(func() {
		for name, value := range r.values {
			if !f(name, value) {
				return
			}
		}
	})
}
