package exercise

import (
	"sync"
	"time"
)

type entry struct {
	value   interface{}
	expires time.Time
}

type Cache struct{ entries sync.Map }

func NewCache() *Cache { return &Cache{} }

// Get compares entries by value, which panics when the value is a slice or a map.
func (c *Cache) Get(key string) (interface{}, bool) {
	found, ok := c.entries.Load(key)
	if !ok {
		return nil, false
	}
	e := found.(entry)
	if time.Now().After(e.expires) {
		c.entries.CompareAndDelete(key, e)
		return nil, false
	}
	return e.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.entries.Store(key, entry{value, time.Now().Add(ttl)})
}
