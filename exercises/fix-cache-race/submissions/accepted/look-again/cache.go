package exercise

import (
	"sync"
	"time"
)

type item struct {
	value interface{}
	until int64
}

func (i item) expired() bool { return time.Now().UnixNano() > i.until }

type Cache struct {
	sync.RWMutex
	items map[string]item
}

func NewCache() *Cache { return &Cache{items: map[string]item{}} }

func (c *Cache) Get(key string) (interface{}, bool) {
	c.RLock()
	it, ok := c.items[key]
	c.RUnlock()
	if !ok {
		return nil, false
	}
	if it.expired() {
		c.removeExpired(key)
		return nil, false
	}
	return it.value, true
}

// Between the two locks somebody may have set the key anew, so look again.
func (c *Cache) removeExpired(key string) {
	c.Lock()
	defer c.Unlock()
	if it, ok := c.items[key]; ok && it.expired() {
		delete(c.items, key)
	}
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	until := time.Now().Add(ttl).UnixNano()
	c.Lock()
	c.items[key] = item{value, until}
	c.Unlock()
}
