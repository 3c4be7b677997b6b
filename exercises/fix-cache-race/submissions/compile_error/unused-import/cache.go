package exercise

import (
	"fmt"
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

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, found := c.entries[key]
	if found && time.Now().After(e.expires) {
		delete(c.entries, key)
		return nil, false
	}
	return e.value, found
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = entry{value, time.Now().Add(ttl)}
}
