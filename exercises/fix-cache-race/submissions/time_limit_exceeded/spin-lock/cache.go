package exercise

import (
	"sync/atomic"
	"time"
)

type entry struct {
	value   interface{}
	expires time.Time
}

type Cache struct {
	taken   atomic.Bool
	entries map[string]entry
}

func NewCache() *Cache { return &Cache{entries: make(map[string]entry)} }

func (c *Cache) lock() {
	for !c.taken.CompareAndSwap(false, true) {
	}
}

// Get never gives the lock back when the entry has expired, and the next one spins for ever.
func (c *Cache) Get(key string) (interface{}, bool) {
	c.lock()
	e, found := c.entries[key]
	if found && time.Now().After(e.expires) {
		delete(c.entries, key)
		return nil, false
	}
	c.taken.Store(false)
	return e.value, found
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.lock()
	c.entries[key] = entry{value, time.Now().Add(ttl)}
	c.taken.Store(false)
}
