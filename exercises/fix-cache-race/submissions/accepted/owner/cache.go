package exercise

import "time"

type getRequest struct {
	key    string
	answer chan getAnswer
}

type getAnswer struct {
	value interface{}
	ok    bool
}

type setRequest struct {
	key   string
	value interface{}
	until time.Time
}

// Cache hands every request to one goroutine, which alone knows the map.
type Cache struct {
	gets chan getRequest
	sets chan setRequest
}

func NewCache() *Cache {
	c := &Cache{gets: make(chan getRequest), sets: make(chan setRequest)}
	go c.own()
	return c
}

func (c *Cache) own() {
	entries := map[string]setRequest{}
	for {
		select {
		case set := <-c.sets:
			entries[set.key] = set
		case get := <-c.gets:
			e, ok := entries[get.key]
			if ok && time.Now().After(e.until) {
				delete(entries, get.key)
				ok = false
			}
			if ok {
				get.answer <- getAnswer{e.value, true}
			} else {
				get.answer <- getAnswer{}
			}
		}
	}
}

func (c *Cache) Get(key string) (interface{}, bool) {
	request := getRequest{key, make(chan getAnswer)}
	c.gets <- request
	answer := <-request.answer
	return answer.value, answer.ok
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	c.sets <- setRequest{key, value, time.Now().Add(ttl)}
}
