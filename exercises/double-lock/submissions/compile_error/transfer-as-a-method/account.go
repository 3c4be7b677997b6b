// Package exercise keeps accounts and moves money between them.
package exercise

import "sync"

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

// Transfer is to be a function.
func (a *Account) Transfer(to *Account, amount int64) error {
	if err := a.Withdraw(amount); err != nil {
		return err
	}
	return to.Deposit(amount)
}

func Total(accounts ...*Account) int64 {
	var total int64
	for _, a := range accounts {
		total += a.Balance()
	}
	return total
}
