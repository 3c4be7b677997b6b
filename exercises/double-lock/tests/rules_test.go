package exercise_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"exercise"
)

func TestAmounts(t *testing.T) {
	a, b := exercise.NewAccount(1, 10), exercise.NewAccount(2, 20)
	for _, amount := range []int64{0, -1, -5, -10, -11, math.MinInt64} {
		for _, c := range []struct {
			call string
			err  error
		}{
			{"Deposit", a.Deposit(amount)},
			{"Withdraw", a.Withdraw(amount)},
			{"Transfer", exercise.Transfer(a, b, amount)},
			{"Transfer to the same account", exercise.Transfer(a, a, amount)},
		} {
			wantError(t, c.call+" of an amount that is not greater than zero", c.err, exercise.ErrAmount)
		}
		wantBalance(t, a, 10)
		wantBalance(t, b, 20)
	}
	for _, amount := range []int64{11, 20, 30, math.MaxInt64} {
		wantError(t, "Withdraw of more than the account holds", a.Withdraw(amount), exercise.ErrFunds)
		wantError(t, "Transfer of more than the account holds", exercise.Transfer(a, b, amount), exercise.ErrFunds)
		wantBalance(t, a, 10)
		wantBalance(t, b, 20)
	}
	empty := exercise.NewAccount(3, 0)
	wantError(t, "Withdraw from an empty account", empty.Withdraw(1), exercise.ErrFunds)
	wantError(t, "Transfer from an empty account", exercise.Transfer(empty, a, 1), exercise.ErrFunds)
	wantError(t, "Transfer of all there is", exercise.Transfer(a, empty, 10), nil)
	wantBalance(t, a, 0)
	wantBalance(t, empty, 10)
	if total := exercise.Total(); total != 0 {
		t.Errorf("Total of no accounts returned %d; want 0", total)
	}
}

func TestTransferToTheSameAccount(t *testing.T) {
	a := exercise.NewAccount(1, 100)
	wantError(t, "Transfer(a, a, 40)", exercise.Transfer(a, a, 40), nil)
	wantBalance(t, a, 100)
	wantError(t, "Transfer(a, a, 100) while a holds 100", exercise.Transfer(a, a, 100), nil)
	wantBalance(t, a, 100)
	wantError(t, "Transfer(a, a, 101) while a holds 100", exercise.Transfer(a, a, 101), exercise.ErrFunds)
	wantBalance(t, a, 100)

	// Nobody sees the money leave.
	together(4, func(g int) {
		for range 40 {
			if g%2 == 0 {
				wantError(t, "Transfer(a, a, 100) while a holds 100", exercise.Transfer(a, a, 100), nil)
			} else {
				wantBalance(t, a, 100)
			}
		}
	})
	wantBalance(t, a, 100)
}

// Nothing tells these accounts apart but that they are different accounts.
func TestAccountsWithTheSameID(t *testing.T) {
	a, b, c := exercise.NewAccount(7, 1000), exercise.NewAccount(7, 1000), exercise.NewAccount(7, 1000)
	wantError(t, "Transfer between accounts with the same id", exercise.Transfer(a, b, 400), nil)
	wantBalance(t, a, 600)
	wantBalance(t, b, 1400)
	wantError(t, "Transfer between accounts with the same id", exercise.Transfer(b, a, 400), nil)
	wantTotal(t, 3000, a, b, c)

	ring := []*exercise.Account{a, b, c}
	together(6, func(g int) {
		from, to := ring[g%3], ring[(g+1+g/3)%3]
		for range 40 {
			wantError(t, "Transfer between accounts with the same id", exercise.Transfer(from, to, 1), nil)
		}
	})
	together(4, func(g int) {
		for range 40 {
			switch g {
			case 0:
				wantTotal(t, 3000, a, b, c)
			case 1:
				wantTotal(t, 3000, c, b, a)
			default:
				wantError(t, "Transfer between accounts with the same id", exercise.Transfer(ring[g%3], ring[(g+1)%3], 1), nil)
			}
		}
	})
	if ids := []int{a.ID(), b.ID(), c.ID()}; (ids[0] != 7 || ids[1] != 7 || ids[2] != 7) && !t.Failed() {
		t.Errorf("three accounts with the id 7 have the ids %v", ids)
	}
}

// Several goroutines want all the money of an account; one of them gets it. Another goroutine counts it
// meanwhile, which takes so long that the others queue up.
func TestMoneyIsSpentOnce(t *testing.T) {
	const takers, rounds = 4, 3
	for round := range 2 * rounds {
		a := exercise.NewAccount(1, 100)
		again := slices.Repeat([]*exercise.Account{a}, 200)
		counting := make(chan struct{})
		var taken [takers]int64
		together(takers+1, func(g int) {
			if g == takers {
				close(counting)
				exercise.Total(again...)
				for range 20 {
					a.Balance()
				}
				return
			}
			own := exercise.NewAccount(2+g, 0)
			<-counting
			var err error
			if round%2 == 0 {
				err = exercise.Transfer(a, own, 100)
			} else if err = a.Withdraw(100); err == nil {
				err = own.Deposit(100)
			}
			if err != nil {
				wantError(t, "taking all the money of an account that several want", err, exercise.ErrFunds)
			}
			taken[g] = own.Balance()
		})
		if sum := taken[0] + taken[1] + taken[2] + taken[3]; sum != 100 && !t.Failed() {
			t.Errorf("%d goroutines wanted all of the 100 that an account held, and got %d together", takers, sum)
		}
		wantBalance(t, a, 0)
	}
}

// Accounts made by several goroutines at once; then each moves money between its own and those of another.
func TestNewAccountsTogether(t *testing.T) {
	const goroutines, each = 4, 25
	var made [goroutines][]*exercise.Account
	together(goroutines, func(g int) {
		for i := range each {
			made[g] = append(made[g], exercise.NewAccount(i, int64(i)))
		}
	})
	together(goroutines, func(g int) {
		for i := 1; i < each; i++ {
			wantError(t, "Transfer of 1 from an account that holds more", exercise.Transfer(made[g][i], made[(g+1)%goroutines][i], 1), nil)
		}
	})
	for g := range goroutines {
		for i, a := range made[g] {
			wantBalance(t, a, int64(i))
			if a.ID() != i && !t.Failed() {
				t.Errorf("an account that was made with the id %d has the id %d", i, a.ID())
			}
		}
	}
}

// Everything at once, at random.
func TestManyAccounts(t *testing.T) {
	const goroutines, accounts = 6, 12
	var all []*exercise.Account
	for i := range accounts {
		all = append(all, exercise.NewAccount(i/2, 100))
	}
	var more [goroutines]int64
	together(goroutines, func(g int) {
		random := rand.New(rand.NewPCG(rand.Uint64(), uint64(g)))
		for range 40 {
			from, to := all[random.IntN(accounts)], all[random.IntN(accounts)]
			amount := 1 + random.Int64N(60)
			switch random.IntN(8) {
			case 0:
				if err := from.Withdraw(amount); err == nil {
					more[g] -= amount
				} else {
					wantError(t, "Withdraw", err, exercise.ErrFunds)
				}
			case 1:
				wantError(t, "Deposit", to.Deposit(amount), nil)
				more[g] += amount
			case 2:
				if balance := from.Balance(); balance < 0 && !t.Failed() {
					t.Errorf("an account held %d", balance)
				}
			case 3:
				exercise.Total(from, to, all[0])
			default:
				if err := exercise.Transfer(from, to, amount); err != nil {
					wantError(t, "Transfer", err, exercise.ErrFunds)
				}
			}
		}
	})
	want := int64(100 * accounts)
	for _, m := range more {
		want += m
	}
	if total := exercise.Total(all...); total != want && !t.Failed() {
		t.Errorf("after transfers, deposits and withdrawals between %d accounts they hold %d together; want %d", accounts, total, want)
	}
}
