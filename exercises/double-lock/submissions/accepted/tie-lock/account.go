// Package exercise keeps accounts and moves money between them.
package exercise

import (
	"sort"
	"sync"
)

// Account has a lock of its own. Locks are taken in the order of the ids.
type Account struct {
	id    int
	mu    sync.Mutex
	purse Purse
}

// tie comes before all others, and is needed by whoever locks two accounts with the same id.
var tie sync.Mutex

func NewAccount(id int, balance int64) *Account {
	a := &Account{id: id}
	a.purse.Put(balance)
	return a
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
	a.purse.Put(amount)
	a.mu.Unlock()
	return nil
}

func (a *Account) Withdraw(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if amount > a.purse.Coins() {
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
		from.mu.Lock()
		defer from.mu.Unlock()
		if amount > from.purse.Coins() {
			return ErrFunds
		}
		return nil
	}

	first, second := from, to
	if first.id > second.id {
		first, second = second, first
	}
	if first.id == second.id {
		tie.Lock()
		defer tie.Unlock()
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	if amount > from.purse.Coins() {
		return ErrFunds
	}
	from.purse.Take(amount)
	to.purse.Put(amount)
	return nil
}

func Total(accounts ...*Account) int64 {
	times := map[*Account]int64{}
	for _, a := range accounts {
		times[a]++
	}
	var distinct []*Account
	ids := map[int]bool{}
	for a := range times {
		distinct = append(distinct, a)
		ids[a.id] = true
	}
	if len(ids) < len(distinct) {
		tie.Lock()
		defer tie.Unlock()
	}
	sort.Slice(distinct, func(i, j int) bool { return distinct[i].id < distinct[j].id })

	var total int64
	for _, a := range distinct {
		a.mu.Lock()
		defer a.mu.Unlock()
		total += times[a] * a.purse.Coins()
	}
	return total
}
