package exercise

import "testing"

// TestCache passes with every correct cache. Make it fail with every faulty one.
func TestCache(t *testing.T) {
	c := NewCache()
	c.Set("answer", 42)
	if value, ok := c.Get("answer"); !ok || value != 42 {
		t.Errorf("Get returned %d, %v after Set(42)", value, ok)
	}
	c.Update("answer", func(n int) int { return n + 1 })
	if got := c.Snapshot()["answer"]; got != 43 {
		t.Errorf("the snapshot has %d after an Update of 42 by one", got)
	}
	c.Delete("answer")
	if n := c.Len(); n != 0 {
		t.Errorf("Len returned %d after the only entry was deleted", n)
	}
}
