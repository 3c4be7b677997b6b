// Package exercise keeps accounts and moves money between them.
package exercise

import "sync"

// Account is in use by at most one goroutine at a time.
type Account struct {
	id    int
	inUse bool
	purse Purse
}

// teller hands out accounts: all that somebody asks for at once, or none, so nobody who waits has one.
var teller = struct {
	sync.Mutex
	given *sync.Cond
}{}

func init() { teller.given = sync.NewCond(&teller) }

// with calls f when nobody else uses any of the accounts.
func with(f func() error, accounts ...*Account) error {
	teller.Lock()
	for anyInUse(accounts) {
		teller.given.Wait()
	}
	for _, a := range accounts {
		a.inUse = true
	}
	teller.Unlock()

	err := f()

	teller.Lock()
	for _, a := range accounts {
		a.inUse = false
	}
	teller.Unlock()
	teller.given.Broadcast()
	return err
}

func anyInUse(accounts []*Account) bool {
	for _, a := range accounts {
		if a.inUse {
			return true
		}
	}
	return false
}

func NewAccount(id int, balance int64) *Account { return &Account{id: id, purse: Purse{balance}} }

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 { return Total(a) }

func (a *Account) Deposit(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	return with(func() error {
		a.purse.Put(amount)
		return nil
	}, a)
}

func (a *Account) Withdraw(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	return with(func() error { return a.take(amount) }, a)
}

func (a *Account) take(amount int64) error {
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
	return with(func() error {
		err := from.take(amount)
		if err == nil {
			to.purse.Put(amount)
		}
		return err
	}, from, to)
}

func Total(accounts ...*Account) (total int64) {
	with(func() error {
		for _, a := range accounts {
			total += a.purse.Coins()
		}
		return nil
	}, accounts...)
	return total
}
