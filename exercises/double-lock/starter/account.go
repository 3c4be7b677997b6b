// Package exercise keeps accounts and moves money between them.
package exercise

import "sync"

// Account holds money. Any number of goroutines may use it at once.
type Account struct {
	id int

	mu    sync.Mutex
	purse Purse
}

// NewAccount returns an account that holds balance. Several accounts may have the same id.
func NewAccount(id int, balance int64) *Account {
	return &Account{id: id, purse: Purse{coins: balance}}
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
	if a.Balance() < amount {
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
	from.mu.Lock()
	defer from.mu.Unlock()
	to.mu.Lock()
	defer to.mu.Unlock()
	if from.purse.Coins() < amount {
		return ErrFunds
	}
	from.purse.Take(amount)
	to.purse.Put(amount)
	return nil
}

// Total returns what the accounts hold together.
func Total(accounts ...*Account) int64 {
	var total int64
	for _, a := range accounts {
		total += a.Balance()
	}
	return total
}
