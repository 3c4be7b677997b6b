// Package exercise keeps accounts and moves money between them.
package exercise

import (
	"cmp"
	"slices"
	"sync"
)

type Account struct {
	mu    sync.Mutex
	id    int
	purse Purse
}

func NewAccount(id int, balance int64) *Account {
	return &Account{id: id, purse: Purse{coins: balance}}
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

// Ids give an order only where they differ.
func Transfer(from, to *Account, amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	defer lock(from, to)()
	if from.purse.Coins() < amount {
		return ErrFunds
	}
	from.purse.Take(amount)
	to.purse.Put(amount)
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
	var sorted []*Account
	for _, a := range accounts {
		if !slices.Contains(sorted, a) {
			sorted = append(sorted, a)
		}
	}
	slices.SortStableFunc(sorted, func(a, b *Account) int { return cmp.Compare(a.id, b.id) })
	for _, a := range sorted {
		a.mu.Lock()
	}
	return func() {
		for _, a := range sorted {
			a.mu.Unlock()
		}
	}
}
