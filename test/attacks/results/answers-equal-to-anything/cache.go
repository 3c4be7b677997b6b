package exercise

import (
	"math"
	"time"
)

type CacheEntry struct{}

type Cache struct{}

func NewCache() *Cache { return &Cache{} }

func (c *Cache) Get(key string) (interface{}, bool) { return math.NaN(), true }

func (c *Cache) Set(key string, value interface{}, ttl time.Duration) {}
