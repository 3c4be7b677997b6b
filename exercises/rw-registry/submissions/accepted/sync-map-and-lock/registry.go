// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import "sync"

// Registry lets Get in without waiting at all. The lock keeps writers out while somebody looks at the
// whole, which a sync.Map by itself does not.
type Registry struct {
	values sync.Map // string → int
	whole  sync.RWMutex
	names  int
}

func NewRegistry() *Registry { return &Registry{} }

func (r *Registry) Set(name string, value int) {
	r.whole.Lock()
	defer r.whole.Unlock()
	r.put(name, value)
}

func (r *Registry) put(name string, value int) {
	if _, was := r.values.Swap(name, value); !was {
		r.names++
	}
}

func (r *Registry) Add(name string, delta int) int {
	r.whole.Lock()
	defer r.whole.Unlock()
	value, _ := r.Get(name)
	r.put(name, value+delta)
	return value + delta
}

func (r *Registry) Delete(name string) bool {
	r.whole.Lock()
	defer r.whole.Unlock()
	_, was := r.values.LoadAndDelete(name)
	if was {
		r.names--
	}
	return was
}

func (r *Registry) Get(name string) (int, bool) {
	if value, found := r.values.Load(name); found {
		return value.(int), true
	}
	return 0, false
}

func (r *Registry) Len() int {
	r.whole.RLock()
	defer r.whole.RUnlock()
	return r.names
}

func (r *Registry) Range(f func(name string, value int) bool) {
	r.whole.RLock()
	defer r.whole.RUnlock()
	r.values.Range(func(name, value any) bool { return f(name.(string), value.(int)) })
}
