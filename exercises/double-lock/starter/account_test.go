package exercise_test

import (
	"errors"
	"sync"
	"testing"

	"exercise"
)

func TestDepositAndWithdraw(t *testing.T) {
	a := exercise.NewAccount(1, 100)
	wantError(t, "Deposit(50)", a.Deposit(50), nil)
	wantBalance(t, a, 150)
	wantError(t, "Withdraw(30)", a.Withdraw(30), nil)
	wantBalance(t, a, 120)
	wantError(t, "Withdraw(121) from an account that holds 120", a.Withdraw(121), exercise.ErrFunds)
	wantBalance(t, a, 120)
	wantError(t, "Withdraw(120) from an account that holds 120", a.Withdraw(120), nil)
	wantBalance(t, a, 0)
}

func TestTransfer(t *testing.T) {
	a, b := exercise.NewAccount(1, 100), exercise.NewAccount(2, 20)
	wantError(t, "Transfer(a, b, 30)", exercise.Transfer(a, b, 30), nil)
	wantBalance(t, a, 70)
	wantBalance(t, b, 50)
	wantError(t, "Transfer(b, a, 51) while b holds 50", exercise.Transfer(b, a, 51), exercise.ErrFunds)
	wantBalance(t, a, 70)
	wantBalance(t, b, 50)
	if total := exercise.Total(a, b); total != 120 {
		t.Errorf("Total(a, b) returned %d; want 120", total)
	}
}

// Half of the goroutines move money from a to b, the other half from b to a.
func TestTransfersInOppositeDirections(t *testing.T) {
	a, b := exercise.NewAccount(1, 10_000), exercise.NewAccount(2, 10_000)
	together(4, func(g int) {
		for range 100 {
			if g%2 == 0 {
				wantError(t, "Transfer(a, b, 3)", exercise.Transfer(a, b, 3), nil)
			} else {
				wantError(t, "Transfer(b, a, 2)", exercise.Transfer(b, a, 2), nil)
			}
		}
	})
	wantBalance(t, a, 9_800)
	wantBalance(t, b, 10_200)
}

// One goroutine moves all the money to and fro. Whenever the others look, it is there, and it is there once.
func TestTotalDuringTransfers(t *testing.T) {
	a, b := exercise.NewAccount(1, 100), exercise.NewAccount(2, 0)
	together(3, func(g int) {
		for range 100 {
			switch g {
			case 0:
				wantError(t, "Transfer(a, b, 100)", exercise.Transfer(a, b, 100), nil)
				wantError(t, "Transfer(b, a, 100)", exercise.Transfer(b, a, 100), nil)
			case 1:
				wantTotal(t, 100, a, b)
			case 2:
				wantTotal(t, 100, b, a)
			}
		}
	})
}

// together calls f(0) … f(n-1), each in a goroutine of its own; none starts before all are ready. When
// one of them never returns, neither does together: the goroutine dump then says who waits for what.
func together(n int, f func(g int)) {
	var ready, done sync.WaitGroup
	ready.Add(n)
	start := make(chan struct{})
	for g := range n {
		done.Go(func() {
			ready.Done()
			<-start
			f(g)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}

// The functions below touch t only when they fail, and report the first failure only: the methods of t
// take a lock, and every lock that two goroutines share can hide a race between them.

func wantError(t *testing.T, call string, err, want error) {
	if !errors.Is(err, want) && !t.Failed() {
		t.Helper()
		t.Errorf("%s returned the error %v; want %v", call, err, want)
	}
}

func wantBalance(t *testing.T, a *exercise.Account, want int64) {
	if balance := a.Balance(); balance != want && !t.Failed() {
		t.Helper()
		t.Errorf("the balance of account %d is %d; want %d", a.ID(), balance, want)
	}
}

func wantTotal(t *testing.T, want int64, accounts ...*exercise.Account) {
	if total := exercise.Total(accounts...); total != want && !t.Failed() {
		t.Helper()
		t.Errorf("Total of %d accounts returned %d while money was moved between them; want %d", len(accounts), total, want)
	}
}
