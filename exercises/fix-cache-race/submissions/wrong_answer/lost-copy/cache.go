package exercise

import (
	"maps"
	"sync/atomic"
	"time"
)

type entry struct {
	value   interface{}
	expires time.Time
}

type Cache struct {
	current atomic.Pointer[map[string]entry]
}

func NewCache() *Cache {
	c := new(Cache)
	c.current.Store(&map[string]entry{})
	return c
}

func (c *Cache) Get(key string) (interface{}, bool) {
	e, found := (*c.current.Load())[key]
	if !found || time.Now().After(e.expires) {
		return nil, false
	}
	return e.value, true
}

// Of two that copy the same map at once, one loses its entry.
func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	next := maps.Clone(*c.current.Load())
	next[key] = entry{value, time.Now().Add(ttl)}
	c.current.Store(&next)
}
