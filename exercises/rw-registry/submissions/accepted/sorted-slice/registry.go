// Package exercise is a registry of numbers that is read much more often than it is changed.
package exercise

import (
	"slices"
	"strings"
	"sync/atomic"
)

type pair struct {
	name  string
	value int
}

// Registry keeps a sorted slice that is never changed. Writers try until nobody came between.
type Registry struct {
	pairs atomic.Pointer[[]pair]
}

func NewRegistry() *Registry {
	r := new(Registry)
	r.pairs.Store(&[]pair{})
	return r
}

func find(pairs []pair, name string) (int, bool) {
	return slices.BinarySearchFunc(pairs, name, func(p pair, name string) int { return strings.Compare(p.name, name) })
}

func (r *Registry) Set(name string, value int) {
	r.put(name, func(int) int { return value })
}

func (r *Registry) Add(name string, delta int) int {
	return r.put(name, func(value int) int { return value + delta })
}

func (r *Registry) put(name string, change func(int) int) int {
	for {
		old := r.pairs.Load()
		i, found := find(*old, name)
		pairs := slices.Clone(*old)
		if !found {
			pairs = slices.Insert(pairs, i, pair{name: name})
		}
		pairs[i].value = change(pairs[i].value)
		if r.pairs.CompareAndSwap(old, &pairs) {
			return pairs[i].value
		}
	}
}

func (r *Registry) Delete(name string) bool {
	for {
		old := r.pairs.Load()
		i, found := find(*old, name)
		if !found {
			return false
		}
		pairs := slices.Delete(slices.Clone(*old), i, i+1)
		if r.pairs.CompareAndSwap(old, &pairs) {
			return true
		}
	}
}

func (r *Registry) Get(name string) (int, bool) {
	pairs := *r.pairs.Load()
	if i, found := find(pairs, name); found {
		return pairs[i].value, true
	}
	return 0, false
}

func (r *Registry) Len() int { return len(*r.pairs.Load()) }

func (r *Registry) Range(f func(name string, value int) bool) {
	for _, p := range *r.pairs.Load() {
		if !f(p.name, p.value) {
			return
		}
	}
}
