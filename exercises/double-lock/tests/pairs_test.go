package exercise_test

import (
	"testing"

	"exercise"
)

// Every two calls on the same account meet alone: any lock that a third call takes between two accesses
// orders them, and the race detector then has nothing to see. For the same reason the goroutines share
// nothing but this account.
func TestEachPairOfCalls(t *testing.T) {
	type call struct {
		name   string
		change int64
		make   func(a, own *exercise.Account) error
	}
	calls := []call{
		{"Deposit", 1, func(a, own *exercise.Account) error { return a.Deposit(1) }},
		{"Withdraw", -1, func(a, own *exercise.Account) error { return a.Withdraw(1) }},
		{"Transfer from the account", -1, func(a, own *exercise.Account) error { return exercise.Transfer(a, own, 1) }},
		{"Transfer to the account", 1, func(a, own *exercise.Account) error { return exercise.Transfer(own, a, 1) }},
		{"Transfer to the same account", 0, func(a, own *exercise.Account) error { return exercise.Transfer(a, a, 1) }},
		{"Balance", 0, func(a, own *exercise.Account) error { a.Balance(); return nil }},
		{"Total", 0, func(a, own *exercise.Account) error { exercise.Total(own, a); return nil }},
	}
	const goroutines, each = 4, 8
	for i, first := range calls {
		for _, second := range calls[i:] {
			a := exercise.NewAccount(1, 1000)
			together(goroutines, func(g int) {
				own := exercise.NewAccount(2+g, 1000)
				c := first
				if g%2 == 1 {
					c = second
				}
				for range each {
					wantError(t, c.name, c.make(a, own), nil)
				}
			})
			want := 1000 + (first.change+second.change)*goroutines/2*each
			if balance := a.Balance(); balance != want && !t.Failed() {
				t.Errorf("an account held %d after %d calls of %s and as many of %s at the same time; want %d",
					balance, goroutines/2*each, first.name, second.name, want)
			}
		}
	}
}
