// Package exercise keeps accounts and moves money between them.
package exercise

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Account can be read by several goroutines at once.
type Account struct {
	sync.RWMutex
	id    int
	rank  uint64
	purse Purse
}

var ranks atomic.Uint64

func NewAccount(id int, balance int64) *Account {
	return &Account{id: id, rank: ranks.Add(1), purse: Purse{balance}}
}

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 {
	a.RLock()
	defer a.RUnlock()
	return a.purse.Coins()
}

func (a *Account) Deposit(amount int64) error {
	if err := check(amount); err != nil {
		return err
	}
	a.Lock()
	defer a.Unlock()
	a.purse.Put(amount)
	return nil
}

func (a *Account) Withdraw(amount int64) error {
	if err := check(amount); err != nil {
		return err
	}
	a.Lock()
	defer a.Unlock()
	if a.purse.Coins() < amount {
		return fmt.Errorf("account %d, withdrawing %d: %w", a.id, amount, ErrFunds)
	}
	a.purse.Take(amount)
	return nil
}

func check(amount int64) error {
	if amount <= 0 {
		return fmt.Errorf("amount %d: %w", amount, ErrAmount)
	}
	return nil
}

func Transfer(from, to *Account, amount int64) error {
	if err := check(amount); err != nil {
		return err
	}
	switch {
	case from.rank < to.rank:
		from.Lock()
		to.Lock()
	case from.rank > to.rank:
		to.Lock()
		from.Lock()
	default:
		from.Lock()
	}
	defer func() {
		from.Unlock()
		if to != from {
			to.Unlock()
		}
	}()
	if from.purse.Coins() < amount {
		return fmt.Errorf("account %d, transferring %d: %w", from.id, amount, ErrFunds)
	}
	from.purse.Take(amount)
	to.purse.Put(amount)
	return nil
}

// Total holds each read lock once: a second one behind a waiting writer would be a deadlock.
func Total(accounts ...*Account) int64 {
	inOrder := append([]*Account(nil), accounts...)
	slices.SortFunc(inOrder, func(a, b *Account) int {
		if a.rank < b.rank {
			return -1
		}
		return 1
	})
	inOrder = slices.Compact(inOrder)
	for _, a := range inOrder {
		a.RLock()
		defer a.RUnlock()
	}
	total := int64(0)
	for _, a := range accounts {
		total += a.purse.Coins()
	}
	return total
}
