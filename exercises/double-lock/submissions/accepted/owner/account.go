// Package exercise keeps accounts and moves money between them.
package exercise

// Account is only a name for its balance, which belongs to the goroutine that runs the orders.
type Account struct {
	id      int
	balance int64
}

var orders = make(chan func())

func init() {
	go func() {
		for order := range orders {
			order()
		}
	}()
}

// run has the order run and waits for its answer.
func run[T any](order func() T) T {
	answer := make(chan T)
	orders <- func() { answer <- order() }
	return <-answer
}

func NewAccount(id int, balance int64) *Account { return &Account{id: id, balance: balance} }

func (a *Account) ID() int { return a.id }

func (a *Account) Balance() int64 {
	return run(func() int64 { return a.balance })
}

func (a *Account) Deposit(amount int64) error {
	return run(func() error { return move(nil, a, amount) })
}

func (a *Account) Withdraw(amount int64) error {
	return run(func() error { return move(a, nil, amount) })
}

func Transfer(from, to *Account, amount int64) error {
	return run(func() error { return move(from, to, amount) })
}

func Total(accounts ...*Account) int64 {
	return run(func() int64 {
		var total int64
		for _, a := range accounts {
			total += a.balance
		}
		return total
	})
}

// move runs in the owner. Without an account on one side, the money comes in or goes out there.
func move(from, to *Account, amount int64) error {
	switch {
	case amount <= 0:
		return ErrAmount
	case from != nil && from.balance < amount:
		return ErrFunds
	}
	if from != nil {
		from.balance -= amount
	}
	if to != nil {
		to.balance += amount
	}
	return nil
}
