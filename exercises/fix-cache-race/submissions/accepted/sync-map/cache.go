package exercise

import (
	"sync"
	"time"
)

type boxed struct {
	value   interface{}
	expires time.Time
}

type Cache struct {
	entries sync.Map // string → *boxed
}

func NewCache() *Cache { return new(Cache) }

func (c *Cache) Get(key string) (interface{}, bool) {
	found, ok := c.entries.Load(key)
	if !ok {
		return nil, false
	}
	box := found.(*boxed)
	if time.Now().After(box.expires) {
		// Pointers differ for every Set, so this removes the very entry that was seen or nothing.
		c.entries.CompareAndDelete(key, box)
		return nil, false
	}
	return box.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.entries.Store(key, &boxed{value: value, expires: time.Now().Add(ttl)})
}
