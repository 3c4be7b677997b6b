// Package exercise keeps accounts and moves money between them.
package exercise

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// Account holds money. Any number of goroutines may use it at once.
type Account struct {
	id     int
	number int64 // unlike id, no two accounts have the same

	mu    sync.Mutex
	purse Purse
}

var made atomic.Int64

// NewAccount returns an account that holds balance. Several accounts may have the same id.
func NewAccount(id int, balance int64) *Account {
	return &Account{id: id, number: made.Add(1), purse: Purse{coins: balance}}
}

// ID returns the id that the account was made with.
func (a *Account) ID() int { return a.id }

// Balance returns what the account holds.
func (a *Account) Balance() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.purse.Coins()
}

// Deposit adds amount to the account.
func (a *Account) Deposit(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.purse.Put(amount)
	return nil
}

// Withdraw takes amount from the account.
func (a *Account) Withdraw(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.take(amount)
}

// take is Withdraw for those who hold the lock.
func (a *Account) take(amount int64) error {
	if a.purse.Coins() < amount {
		return ErrFunds
	}
	a.purse.Take(amount)
	return nil
}

// Transfer moves amount from one account to another.
func Transfer(from, to *Account, amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	defer lock(from, to)()
	if err := from.take(amount); err != nil {
		return err
	}
	to.purse.Put(amount)
	return nil
}

// Total returns what the accounts hold together.
func Total(accounts ...*Account) int64 {
	defer lock(accounts...)()
	var total int64
	for _, a := range accounts {
		total += a.purse.Coins()
	}
	return total
}

// lock locks each of the accounts once, whoever asks in the same order, and returns what unlocks them.
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
