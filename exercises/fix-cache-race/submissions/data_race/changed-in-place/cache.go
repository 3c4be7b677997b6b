package exercise

import (
	"sync"
	"time"
)

type entry struct {
	value   interface{}
	expires time.Time
}

type Cache struct {
	mu      sync.RWMutex
	entries map[string]*entry
}

func NewCache() *Cache { return &Cache{entries: make(map[string]*entry)} }

// Get looks into the entry after it has let go of the lock, and Set changes entries in place.
func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.RLock()
	e := c.entries[key]
	c.mu.RUnlock()
	if e == nil || time.Now().After(e.expires) {
		return nil, false
	}
	return e.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[key]
	if e == nil {
		e = new(entry)
		c.entries[key] = e
	}
	e.value, e.expires = value, time.Now().Add(ttl)
}
