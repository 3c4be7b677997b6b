package exercise

import (
	"sync"
	"time"
)

type Cache struct {
	mu     sync.Mutex
	values map[string]interface{}
}

func NewCache() *Cache { return &Cache{values: make(map[string]interface{})} }

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	value, found := c.values[key]
	return value, found
}

// The timer of an earlier Set removes the value of a later one.
func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
	time.AfterFunc(ttl, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.values, key)
	})
}
