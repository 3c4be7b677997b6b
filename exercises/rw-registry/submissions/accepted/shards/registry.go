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

// Registry spreads the names over several maps. What concerns all of them holds all of the locks at the
// same time, taken in the order of the shards.
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

func (r *Registry) lockAll() {
	for i := range r.shards {
		r.shards[i].RLock()
	}
}

func (r *Registry) unlockAll() {
	for i := range r.shards {
		r.shards[i].RUnlock()
	}
}

func (r *Registry) Len() int {
	r.lockAll()
	defer r.unlockAll()
	n := 0
	for i := range r.shards {
		n += len(r.shards[i].values)
	}
	return n
}

func (r *Registry) Range(f func(name string, value int) bool) {
	r.lockAll()
	defer r.unlockAll()
	for i := range r.shards {
		for name, value := range r.shards[i].values {
			if !f(name, value) {
				return
			}
		}
	}
}
