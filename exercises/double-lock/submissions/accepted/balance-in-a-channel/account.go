// Package exercise keeps accounts and moves money between them.
package exercise

import "sync"

// Account keeps its balance in a channel: whoever has received it has the account for himself.
type Account struct {
	id, serial int
	balance    chan int64
}

var serials struct {
	sync.Mutex
	last int
}

func NewAccount(id int, balance int64) *Account {
	serials.Lock()
	defer serials.Unlock()
	serials.last++
	a := &Account{id: id, serial: serials.last, balance: make(chan int64, 1)}
	a.balance <- balance
	return a
}

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 {
	balance := <-a.balance
	a.balance <- balance
	return balance
}

func (a *Account) Deposit(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	a.balance <- <-a.balance + amount
	return nil
}

func (a *Account) Withdraw(amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	balance := <-a.balance
	if balance < amount {
		a.balance <- balance
		return ErrFunds
	}
	a.balance <- balance - amount
	return nil
}

func Transfer(from, to *Account, amount int64) error {
	if amount <= 0 {
		return ErrAmount
	}
	if from == to {
		if from.Balance() < amount {
			return ErrFunds
		}
		return nil
	}
	var left, right int64
	if from.serial < to.serial {
		left = <-from.balance
		right = <-to.balance
	} else {
		right = <-to.balance
		left = <-from.balance
	}
	var err error
	if left < amount {
		err = ErrFunds
	} else {
		left, right = left-amount, right+amount
	}
	from.balance <- left
	to.balance <- right
	return err
}

// Total takes the accounts one after the other, always the one with the lowest serial that it has not yet.
func Total(accounts ...*Account) int64 {
	taken := map[*Account]int64{}
	for {
		var next *Account
		for _, a := range accounts {
			if _, ok := taken[a]; !ok && (next == nil || a.serial < next.serial) {
				next = a
			}
		}
		if next == nil {
			break
		}
		taken[next] = <-next.balance
	}
	var total int64
	for _, a := range accounts {
		total += taken[a]
	}
	for a, balance := range taken {
		a.balance <- balance
	}
	return total
}
