// Package exercise keeps accounts and moves money between them.
package exercise

import "sync"

// bank guards the balances of all accounts. With one lock there is no order to get wrong.
var bank sync.Mutex

type Account struct {
	id    int
	purse Purse
}

func NewAccount(id int, balance int64) *Account { return &Account{id, Purse{balance}} }

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 { return Total(a) }

func (a *Account) Deposit(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	bank.Lock()
	defer bank.Unlock()
	a.purse.Put(amount)
	return nil
}

func (a *Account) Withdraw(amount int64) error {
	return Transfer(a, &Account{}, amount)
}

func Transfer(from, to *Account, amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	bank.Lock()
	defer bank.Unlock()
	if amount > from.purse.Coins() {
		return ErrFunds
	}
	from.purse.Take(amount)
	to.purse.Put(amount)
	return nil
}

func Total(accounts ...*Account) (sum int64) {
	bank.Lock()
	defer bank.Unlock()
	for _, a := range accounts {
		sum += a.purse.Coins()
	}
	return sum
}
