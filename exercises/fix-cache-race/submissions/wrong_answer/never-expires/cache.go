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
	entries map[string]entry
}

func NewCache() *Cache { return &Cache{entries: make(map[string]entry)} }

// Get no longer looks at the expiry.
func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e, found := c.entries[key]
	return e.value, found
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = entry{value, time.Now().Add(ttl)}
}
