package exercise

import (
	"runtime"
	"sync"
	"time"
)

type stored struct {
	value interface{}
	dies  time.Time
}

type store struct {
	mu    sync.RWMutex
	items map[string]stored
}

// Cache wraps the store, so that the janitor does not keep the cache reachable.
type Cache struct{ *store }

func NewCache() *Cache {
	s := &store{items: make(map[string]stored)}
	stop := make(chan struct{})
	go s.clean(stop)
	c := &Cache{s}
	runtime.SetFinalizer(c, func(*Cache) { close(stop) })
	return c
}

func (s *store) clean(stop chan struct{}) {
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case now := <-ticker.C:
			s.mu.Lock()
			for key, it := range s.items {
				if now.After(it.dies) {
					delete(s.items, key)
				}
			}
			s.mu.Unlock()
		case <-stop:
			return
		}
	}
}

func (c *Cache) Get(key string) (interface{}, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	it, ok := c.items[key]
	if !ok || time.Now().After(it.dies) {
		return nil, false
	}
	return it.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.mu.Lock()
	c.items[key] = stored{value, time.Now().Add(ttl)}
	c.mu.Unlock()
}
