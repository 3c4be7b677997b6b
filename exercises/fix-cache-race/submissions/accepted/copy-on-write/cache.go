package exercise

import (
	"maps"
	"sync/atomic"
	"time"
)

type record struct {
	value   interface{}
	expires time.Time
}

// Cache keeps a map that is never written: whoever changes it puts a changed copy in its place.
type Cache struct {
	current atomic.Pointer[map[string]record]
}

func NewCache() *Cache {
	c := &Cache{}
	c.current.Store(&map[string]record{})
	return c
}

func (c *Cache) Get(key string) (interface{}, bool) {
	r, ok := (*c.current.Load())[key]
	if !ok || time.Now().After(r.expires) {
		return nil, false
	}
	return r.value, true
}

// Set leaves expired entries out of its copy.
func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	now := time.Now()
	for {
		old := c.current.Load()
		next := maps.Clone(*old)
		maps.DeleteFunc(next, func(_ string, r record) bool { return now.After(r.expires) })
		next[key] = record{value, now.Add(ttl)}
		if c.current.CompareAndSwap(old, &next) {
			return
		}
	}
}
