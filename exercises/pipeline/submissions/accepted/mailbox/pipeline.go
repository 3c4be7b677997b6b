// Package exercise sends numbers through a pipeline of three stages.
package exercise

import (
	"context"
	"sync"
)

func pipeline(ctx context.Context, in <-chan int, addend, factor int) <-chan int {
	return multiply(ctx, add(ctx, square(ctx, in), addend), factor)
}

func square(ctx context.Context, in <-chan int) <-chan int {
	return stage(ctx, in, squareOf)
}

func add(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, func(v int) int { return sumOf(v, n) })
}

func multiply(ctx context.Context, in <-chan int, n int) <-chan int {
	return stage(ctx, in, func(v int) int { return productOf(v, n) })
}

// mailbox holds one value for whoever takes it.
type mailbox struct {
	mu      sync.Mutex
	changed sync.Cond
	full    bool
	closed  bool
	value   int
}

func newMailbox() *mailbox {
	m := &mailbox{}
	m.changed.L = &m.mu
	return m
}

// put waits until there is room. It says whether anybody will still take the value.
func (m *mailbox) put(v int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.full && !m.closed {
		m.changed.Wait()
	}
	if m.closed {
		return false
	}
	m.value, m.full = v, true
	m.changed.Broadcast()
	return true
}

// take waits for a value. After close it still gives the one that is there.
func (m *mailbox) take() (int, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for !m.full && !m.closed {
		m.changed.Wait()
	}
	was := m.full
	m.full = false
	m.changed.Broadcast()
	return m.value, was
}

func (m *mailbox) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	m.changed.Broadcast()
}

// One goroutine fills the mailbox, another one empties it.
func stage(ctx context.Context, in <-chan int, step func(int) int) <-chan int {
	out, box := make(chan int), newMailbox()
	go func() {
		defer box.close()
		for {
			select {
			case v, open := <-in:
				if !open || !box.put(v) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	forget := context.AfterFunc(ctx, box.close)
	go func() {
		defer close(out)
		defer box.close()
		defer forget()
		for v, ok := box.take(); ok; v, ok = box.take() {
			select {
			case out <- step(v):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
