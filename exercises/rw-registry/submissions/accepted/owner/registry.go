// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "maps"

// Registry sends functions to the goroutine that owns the map.
type Registry struct {
	requests chan func(values map[string]int)
}

func NewRegistry() *Registry {
	r := &Registry{requests: make(chan func(map[string]int))}
	go func() {
		values := map[string]int{}
		for request := range r.requests {
			request(values)
		}
	}()
	return r
}

// ask returns what request makes of the map.
func ask[T any](r *Registry, request func(values map[string]int) T) T {
	answer := make(chan T)
	r.requests <- func(values map[string]int) { answer <- request(values) }
	return <-answer
}

// Set need not wait for an answer: later requests are executed later.
func (r *Registry) Set(name string, value int) {
	r.requests <- func(values map[string]int) { values[name] = value }
}

func (r *Registry) Add(name string, delta int) int {
	return ask(r, func(values map[string]int) int {
		values[name] += delta
		return values[name]
	})
}

func (r *Registry) Delete(name string) bool {
	return ask(r, func(values map[string]int) bool {
		_, found := values[name]
		delete(values, name)
		return found
	})
}

func (r *Registry) Get(name string) (int, bool) {
	value := ask(r, func(values map[string]int) *int {
		if value, found := values[name]; found {
			return &value
		}
		return nil
	})
	if value == nil {
		return 0, false
	}
	return *value, true
}

func (r *Registry) Len() int {
	return ask(r, func(values map[string]int) int { return len(values) })
}

// Range calls f here and not in the owner, which goes on serving others meanwhile.
func (r *Registry) Range(f func(name string, value int) bool) {
	for name, value := range ask(r, maps.Clone[map[string]int]) {
		if !f(name, value) {
			return
		}
	}
}
