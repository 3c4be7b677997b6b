package exercise

import (
	"sync"
	"time"
)

type slot struct{ value interface{} }

// Cache removes each entry by a timer of its own.
type Cache struct {
	mu    sync.Mutex
	slots map[string]*slot
}

func NewCache() *Cache { return &Cache{slots: make(map[string]*slot)} }

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s, ok := c.slots[key]; ok {
		return s.value, true
	}
	return nil, false
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	s := &slot{value}
	c.mu.Lock()
	c.slots[key] = s
	c.mu.Unlock()
	time.AfterFunc(ttl, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		// The timer of an entry that was replaced meanwhile finds another slot here.
		if c.slots[key] == s {
			delete(c.slots, key)
		}
	})
}
