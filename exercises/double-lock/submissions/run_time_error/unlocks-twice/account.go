// Package exercise keeps accounts and moves money between them.
package exercise

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

type Account struct {
	mu     sync.Mutex
	id     int
	number int64
	purse  Purse
}

var made atomic.Int64

func NewAccount(id int, balance int64) *Account {
	return &Account{id: id, number: made.Add(1), purse: Purse{coins: balance}}
}

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.purse.Coins()
}

func (a *Account) Deposit(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.purse.Put(amount)
	return nil
}

func (a *Account) Withdraw(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.purse.Coins() < amount {
		return ErrFunds
	}
	a.purse.Take(amount)
	return nil
}

func Transfer(from, to *Account, amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	if from == to {
		return from.has(amount)
	}
	first, second := from, to
	if first.number > second.number {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	if from.purse.Coins() < amount {
		return ErrFunds
	}
	from.purse.Take(amount)
	to.purse.Put(amount)
	return nil
}

// Without the money the lock is released by hand, and once more at the end.
func (a *Account) has(amount int64) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.purse.Coins() < amount {
		a.mu.Unlock()
		return ErrFunds
	}
	return nil
}

func Total(accounts ...*Account) int64 {
	defer lock(accounts...)()
	var total int64
	for _, a := range accounts {
		total += a.purse.Coins()
	}
	return total
}

func lock(accounts ...*Account) (unlock func()) {
	sorted := slices.Clone(accounts)
	slices.SortFunc(sorted, func(a, b *Account) int { return cmp.Compare(a.number, b.number) })
	sorted = slices.Compact(sorted)
	for _, a := range sorted {
		a.mu.Lock()
	}
	return func() {
		for _, a := range sorted {
			a.mu.Unlock()
		}
	}
}
