package exercise

import (
	"sync"
	"time"
)

type timed struct {
	value    interface{}
	deadline time.Time
}

// Cache hides expired entries and leaves them where they are until they are set again.
type Cache struct {
	mu sync.RWMutex
	m  map[string]*timed
}

func NewCache() *Cache { return &Cache{m: make(map[string]*timed)} }

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if e := c.m[key]; e != nil && time.Until(e.deadline) > 0 {
		return e.value, true
	}
	return nil, false
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.m[key] = &timed{value, time.Now().Add(ttl)}
}
