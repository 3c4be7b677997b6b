package exercise

import (
	"maps"
	"runtime"
	"sync"
	"sync/atomic"
)

// RacewayVariant says how NewCache builds its caches.
type RacewayVariant int32

// Three are correct; the others are faulty, each in one way.
const (
	RacewayPlain RacewayVariant = iota
	RacewayReaders
	RacewayOwner
	RacewayGetWithoutLock
	RacewayLenWithoutLock
	RacewaySetUnderReadLock
	RacewayDeleteUnderReadLock
	RacewayReadersCount
	RacewayUpdateInTwoSteps
	RacewayCopyWithoutCheck
	RacewaySnapshotIsTheMap
)

var racewayVariant atomic.Int32

// RacewayUse has NewCache build caches of that kind from now on.
func RacewayUse(variant RacewayVariant) { racewayVariant.Store(int32(variant)) }

type methods interface {
	set(key string, value int)
	get(key string) (int, bool)
	remove(key string)
	update(key string, change func(int) int)
	size() int
	snapshot() map[string]int
}

// Cache keeps numbers under names. All its methods may be called by any number of goroutines at the same time.
type Cache struct{ methods methods }

// NewCache returns an empty cache.
func NewCache() *Cache {
	switch variant := RacewayVariant(racewayVariant.Load()); variant {
	case RacewayOwner:
		return &Cache{newOwned()}
	case RacewayCopyWithoutCheck:
		return &Cache{newCopied()}
	default:
		return &Cache{&locked{variant: variant, entries: map[string]int{}}}
	}
}

// Set keeps value under key.
func (c *Cache) Set(key string, value int) { c.methods.set(key, value) }

// Get returns the value under key, and whether there is one.
func (c *Cache) Get(key string) (int, bool) { return c.methods.get(key) }

// Delete removes what is under key, if anything is.
func (c *Cache) Delete(key string) { c.methods.remove(key) }

// Update replaces the value under key, or 0, by change of it.
func (c *Cache) Update(key string, change func(int) int) { c.methods.update(key, change) }

// Len is the number of entries.
func (c *Cache) Len() int { return c.methods.size() }

// Snapshot returns a copy of all entries.
func (c *Cache) Snapshot() map[string]int { return c.methods.snapshot() }

// locked has one fault at most, which its variant names.
type locked struct {
	variant RacewayVariant
	mu      sync.RWMutex
	entries map[string]int
	hits    int
}

func (l *locked) is(variant RacewayVariant) bool { return l.variant == variant }

// read locks for a reader and returns what unlocks. Only some variants let readers in together.
func (l *locked) read() (unlock func()) {
	if l.is(RacewayReaders) || l.is(RacewayReadersCount) {
		l.mu.RLock()
		return l.mu.RUnlock
	}
	l.mu.Lock()
	return l.mu.Unlock
}

func (l *locked) write(faulty RacewayVariant) (unlock func()) {
	if l.is(faulty) {
		l.mu.RLock()
		return l.mu.RUnlock
	}
	l.mu.Lock()
	return l.mu.Unlock
}

func (l *locked) set(key string, value int) {
	defer l.write(RacewaySetUnderReadLock)()
	l.entries[key] = value
}

func (l *locked) get(key string) (int, bool) {
	if !l.is(RacewayGetWithoutLock) {
		defer l.read()()
	}
	value, ok := l.entries[key]
	if ok && l.is(RacewayReadersCount) {
		l.hits++
	}
	return value, ok
}

func (l *locked) remove(key string) {
	defer l.write(RacewayDeleteUnderReadLock)()
	delete(l.entries, key)
}

func (l *locked) update(key string, change func(int) int) {
	if l.is(RacewayUpdateInTwoSteps) {
		old, _ := l.get(key)
		value := change(old)
		runtime.Gosched()
		l.set(key, value)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries[key] = change(l.entries[key])
}

func (l *locked) size() int {
	if !l.is(RacewayLenWithoutLock) {
		defer l.read()()
	}
	return len(l.entries)
}

func (l *locked) snapshot() map[string]int {
	defer l.read()()
	if l.is(RacewaySnapshotIsTheMap) {
		return l.entries
	}
	return maps.Clone(l.entries)
}

// copied never changes a map that others may read. Two writers at once overwrite each other.
type copied struct {
	entries atomic.Pointer[map[string]int]
}

func newCopied() *copied {
	c := new(copied)
	c.entries.Store(&map[string]int{})
	return c
}

// change makes a copy, and puts it in place without looking whether somebody else has done so meanwhile.
func (c *copied) change(do func(map[string]int)) {
	changed := maps.Clone(*c.entries.Load())
	do(changed)
	runtime.Gosched()
	c.entries.Store(&changed)
}

func (c *copied) set(key string, value int) { c.change(func(m map[string]int) { m[key] = value }) }

func (c *copied) get(key string) (int, bool) {
	value, ok := (*c.entries.Load())[key]
	return value, ok
}

func (c *copied) remove(key string) { c.change(func(m map[string]int) { delete(m, key) }) }

func (c *copied) update(key string, change func(int) int) {
	for {
		old := c.entries.Load()
		changed := maps.Clone(*old)
		changed[key] = change(changed[key])
		if c.entries.CompareAndSwap(old, &changed) {
			return
		}
	}
}

func (c *copied) size() int { return len(*c.entries.Load()) }

func (c *copied) snapshot() map[string]int { return maps.Clone(*c.entries.Load()) }

// owned leaves the map to one goroutine.
type owned struct{ calls chan func(map[string]int) }

func newOwned() *owned {
	o := &owned{make(chan func(map[string]int))}
	go func() {
		entries := map[string]int{}
		for call := range o.calls {
			call(entries)
		}
	}()
	return o
}

func (o *owned) do(f func(map[string]int)) {
	done := make(chan struct{})
	o.calls <- func(m map[string]int) {
		defer close(done)
		f(m)
	}
	<-done
}

func (o *owned) set(key string, value int) { o.do(func(m map[string]int) { m[key] = value }) }

func (o *owned) get(key string) (value int, ok bool) {
	o.do(func(m map[string]int) { value, ok = m[key] })
	return value, ok
}

func (o *owned) remove(key string) { o.do(func(m map[string]int) { delete(m, key) }) }

func (o *owned) update(key string, change func(int) int) {
	o.do(func(m map[string]int) { m[key] = change(m[key]) })
}

func (o *owned) size() (n int) {
	o.do(func(m map[string]int) { n = len(m) })
	return n
}

func (o *owned) snapshot() (all map[string]int) {
	o.do(func(m map[string]int) { all = maps.Clone(m) })
	return all
}
