// Package exercise keeps accounts and moves money between them.
package exercise

import "sync/atomic"

// Each step is atomic, and the two together are not.
type Account struct {
	id      int
	balance atomic.Int64
}

func NewAccount(id int, balance int64) *Account {
	a := &Account{id: id}
	a.balance.Store(balance)
	return a
}

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 { return a.balance.Load() }

func (a *Account) Deposit(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.balance.Add(amount)
	return nil
}

func (a *Account) Withdraw(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	for {
		balance := a.balance.Load()
		if balance < amount {
			return ErrFunds
		}
		if a.balance.CompareAndSwap(balance, balance-amount) {
			return nil
		}
	}
}

func Transfer(from, to *Account, amount int64) error {
	if err := from.Withdraw(amount); err != nil {
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
