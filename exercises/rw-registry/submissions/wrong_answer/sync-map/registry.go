// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

// Registry leaves all to a sync.Map, whose Range shows each name at another moment.
type Registry struct {
	values  sync.Map // string → int
	writing sync.Mutex
}

func NewRegistry() *Registry { return &Registry{} }

func (r *Registry) Set(name string, value int) {
	r.writing.Lock()
	defer r.writing.Unlock()
	r.values.Store(name, value)
}

func (r *Registry) Add(name string, delta int) int {
	r.writing.Lock()
	defer r.writing.Unlock()
	value, _ := r.Get(name)
	r.values.Store(name, value+delta)
	return value + delta
}

func (r *Registry) Delete(name string) bool {
	r.writing.Lock()
	defer r.writing.Unlock()
	_, found := r.values.LoadAndDelete(name)
	return found
}

func (r *Registry) Get(name string) (int, bool) {
	if value, found := r.values.Load(name); found {
		return value.(int), true
	}
	return 0, false
}

func (r *Registry) Len() int {
	n := 0
	r.values.Range(func(_, _ any) bool {
		n++
		return true
	})
	return n
}

func (r *Registry) Range(f func(name string, value int) bool) {
	r.values.Range(func(name, value any) bool { return f(name.(string), value.(int)) })
}
