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
	mu      sync.Mutex
	entries map[string]entry
}

func NewCache() *Cache { return &Cache{entries: make(map[string]entry)} }

// Get calls remove with the lock held, and remove takes it again.
func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, found := c.entries[key]
	if !found {
		return nil, false
	}
	if time.Now().After(e.expires) {
		c.remove(key)
		return nil, false
	}
	return e.value, true
}

func (c *Cache) remove(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, key)
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = entry{value, time.Now().Add(ttl)}
}
