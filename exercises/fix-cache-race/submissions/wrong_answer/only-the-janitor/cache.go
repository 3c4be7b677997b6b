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

func NewCache() *Cache {
	c := &Cache{entries: make(map[string]entry)}
	go func() {
		for range time.Tick(10 * time.Second) {
			c.mu.Lock()
			for key, e := range c.entries {
				if time.Now().After(e.expires) {
					delete(c.entries, key)
				}
			}
			c.mu.Unlock()
		}
	}()
	return c
}

// Get returns expired entries until the janitor has been.
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
