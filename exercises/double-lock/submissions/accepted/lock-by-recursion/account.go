// Package exercise keeps accounts and moves money between them.
package exercise

import (
	"math/rand/v2"
	"sync"
)

// Account has a lock, and a key that orders it among the others. Two keys are never the same: should
// chance give one twice, NewAccount asks again.
type Account struct {
	mu      sync.Mutex
	id      int
	key     uint64
	balance int64
}

var keys sync.Map

func NewAccount(id int, balance int64) *Account {
	for {
		key := rand.Uint64N(1<<63) + 1
		if _, taken := keys.LoadOrStore(key, true); !taken {
			return &Account{id: id, key: key, balance: balance}
		}
	}
}

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

func (a *Account) Deposit(amount int64) error {
	if amount > 0 {
		a.add(amount)
		return nil
	}
	return ErrAmount
}

func (a *Account) Withdraw(amount int64) error {
	if amount > 0 {
		return a.add(-amount)
	}
	return ErrAmount
}

// add changes the balance, unless that would make it negative.
func (a *Account) add(change int64) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.balance+change < 0 {
		return ErrFunds
	}
	a.balance += change
	return nil
}

func Transfer(from, to *Account, amount int64) (err error) {
	if amount <= 0 {
		return ErrAmount
	}
	locked([]*Account{from, to}, 0, func() {
		if from.balance < amount {
			err = ErrFunds
			return
		}
		from.balance -= amount
		to.balance += amount
	})
	return err
}

func Total(accounts ...*Account) (total int64) {
	locked(accounts, 0, func() {
		for _, a := range accounts {
			total += a.balance
		}
	})
	return total
}

// locked locks the account with the lowest key above the last one, goes on with the rest, and calls f
// when none is left.
func locked(accounts []*Account, last uint64, f func()) {
	var next *Account
	for _, a := range accounts {
		if a.key > last && (next == nil || a.key < next.key) {
			next = a
		}
	}
	if next == nil {
		f()
		return
	}
	next.mu.Lock()
	defer next.mu.Unlock()
	locked(accounts, next.key, f)
}
