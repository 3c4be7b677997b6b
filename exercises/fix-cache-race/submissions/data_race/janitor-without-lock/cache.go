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

func NewCache() *Cache {
	c := &Cache{entries: make(map[string]entry)}
	go c.clean()
	return c
}

func (c *Cache) clean() {
	for range time.Tick(100 * time.Millisecond) {
		for key, e := range c.entries {
			if time.Now().After(e.expires) {
				delete(c.entries, key)
			}
		}
	}
}

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, found := c.entries[key]
	if !found || time.Now().After(e.expires) {
		return nil, false
	}
	return e.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = entry{value, time.Now().Add(ttl)}
}
