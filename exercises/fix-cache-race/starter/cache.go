// Package exercise is a cache whose entries expire.
package exercise

import (
	"sync"
	"time"
)

// Cache keeps values for a limited time. Any number of goroutines may use it at once.
type Cache struct {
	mu      sync.RWMutex
	entries map[string]entry
}

type entry struct {
	value   interface{}
	expires time.Time
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	return &Cache{entries: make(map[string]entry)}
}

// Get returns the value kept under key, and whether there is one that has not expired.
func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()

	e, found := c.entries[key]
	if !found {
		return nil, false
	}
	if time.Now().After(e.expires) {
		delete(c.entries, key)
		return nil, false
	}
	return e.value, true
}

// Set keeps value under key for ttl, and replaces what was there.
func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.entries[key] = entry{value: value, expires: time.Now().Add(ttl)}
}
