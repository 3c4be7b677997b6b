// Package exercise is a cache that any number of goroutines may use at once.
package exercise

import (
	"maps"
	"sync"
)

// Cache keeps numbers under names. All its methods may be called by any number of goroutines at the same time.
type Cache struct {
	mu      sync.Mutex
	entries map[string]int
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	return &Cache{entries: map[string]int{}}
}

// Set keeps value under key.
func (c *Cache) Set(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = value
}

// Get returns the value under key, and whether there is one.
func (c *Cache) Get(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	value, ok := c.entries[key]
	return value, ok
}

// Delete removes what is under key, if anything is.
func (c *Cache) Delete(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.entries, key)
}

// Update replaces the value under key, or 0, by change of it. Nothing comes between. change must not call
// methods of the cache.
func (c *Cache) Update(key string, change func(int) int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = change(c.entries[key])
}

// Len is the number of entries.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.entries)
}

// Snapshot returns a copy of all entries, which belongs to the caller.
func (c *Cache) Snapshot() map[string]int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.entries)
}
