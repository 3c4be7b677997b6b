package exercise

import (
	"sync"
	"time"
)

type entry struct {
	value   interface{}
	expires time.Time
	hits    int
}

type Cache struct {
	mu      sync.RWMutex
	entries map[string]*entry
}

func NewCache() *Cache { return &Cache{entries: make(map[string]*entry)} }

// Get counts under the lock of the readers.
func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e := c.entries[key]
	if e == nil || time.Now().After(e.expires) {
		return nil, false
	}
	e.hits++
	return e.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = &entry{value: value, expires: time.Now().Add(ttl)}
}
