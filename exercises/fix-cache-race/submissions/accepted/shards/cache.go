package exercise

import (
	"hash/fnv"
	"sync"
	"time"
)

const shardCount = 16

type shard struct {
	lock   sync.Mutex
	values map[string]interface{}
	expiry map[string]time.Time
}

type Cache struct{ shards [shardCount]shard }

func NewCache() *Cache {
	c := new(Cache)
	for i := range c.shards {
		c.shards[i].values = make(map[string]interface{})
		c.shards[i].expiry = make(map[string]time.Time)
	}
	return c
}

func (c *Cache) shardOf(key string) *shard {
	h := fnv.New32a()
	h.Write([]byte(key))
	return &c.shards[h.Sum32()%shardCount]
}

func (c *Cache) Get(key string) (interface{}, bool) {
	s := c.shardOf(key)
	s.lock.Lock()
	defer s.lock.Unlock()
	if expiry, ok := s.expiry[key]; ok && !time.Now().Before(expiry) {
		delete(s.values, key)
		delete(s.expiry, key)
	}
	value, ok := s.values[key]
	return value, ok
}

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {
	s := c.shardOf(key)
	s.lock.Lock()
	defer s.lock.Unlock()
	s.values[key], s.expiry[key] = value, time.Now().Add(ttl)
}
