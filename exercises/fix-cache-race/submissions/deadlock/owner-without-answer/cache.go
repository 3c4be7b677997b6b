package exercise

import "time"

type entry struct {
	value   interface{}
	expires time.Time
}

type Cache struct{ requests chan func(map[string]entry) }

func NewCache() *Cache {
	c := &Cache{requests: make(chan func(map[string]entry))}
	go func() {
		entries := make(map[string]entry)
		for request := range c.requests {
			request(entries)
		}
	}()
	return c
}

// Get gets no answer when there is no entry.
func (c *Cache) Get(key string) (interface{}, bool) {
	answer := make(chan interface{})
	c.requests <- func(entries map[string]entry) {
		if e, found := entries[key]; found {
			answer <- e
		}
	}
	e := (<-answer).(entry)
	if time.Now().After(e.expires) {
		return nil, false
	}
	return e.value, true
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.requests <- func(entries map[string]entry) { entries[key] = entry{value, time.Now().Add(ttl)} }
}
