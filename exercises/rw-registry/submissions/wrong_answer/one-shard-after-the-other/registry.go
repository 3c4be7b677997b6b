// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import (
	"hash/maphash"
	"sync"
)

const shards = 8

type shard struct {
	sync.RWMutex
	values map[string]int
}

// Registry spreads the names over several maps, each with a lock of its own.
type Registry struct {
	seed   maphash.Seed
	shards [shards]shard
}

func NewRegistry() *Registry {
	r := &Registry{seed: maphash.MakeSeed()}
	for i := range r.shards {
		r.shards[i].values = map[string]int{}
	}
	return r
}

func (r *Registry) of(name string) *shard {
	return &r.shards[maphash.String(r.seed, name)%shards]
}

func (r *Registry) Set(name string, value int) {
	s := r.of(name)
	s.Lock()
	defer s.Unlock()
	s.values[name] = value
}

func (r *Registry) Add(name string, delta int) int {
	s := r.of(name)
	s.Lock()
	defer s.Unlock()
	s.values[name] += delta
	return s.values[name]
}

func (r *Registry) Delete(name string) bool {
	s := r.of(name)
	s.Lock()
	defer s.Unlock()
	_, found := s.values[name]
	delete(s.values, name)
	return found
}

func (r *Registry) Get(name string) (int, bool) {
	s := r.of(name)
	s.RLock()
	defer s.RUnlock()
	value, found := s.values[name]
	return value, found
}

// Len counts one shard after the other, and names move meanwhile.
func (r *Registry) Len() int {
	n := 0
	for i := range r.shards {
		r.shards[i].RLock()
		n += len(r.shards[i].values)
		r.shards[i].RUnlock()
	}
	return n
}

func (r *Registry) Range(f func(name string, value int) bool) {
	for i := range r.shards {
		if !r.shards[i].each(f) {
			return
		}
	}
}

func (s *shard) each(f func(name string, value int) bool) bool {
	s.RLock()
	defer s.RUnlock()
	for name, value := range s.values {
		if !f(name, value) {
			return false
		}
	}
	return true
}
