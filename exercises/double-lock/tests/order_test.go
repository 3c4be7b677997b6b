package exercise_test

import (
	"slices"
	"testing"
	"time"

	"exercise"
)

// Each account gives to the next one, and the last one to the first.
func TestTransfersInARing(t *testing.T) {
	for _, n := range []int{3, 5} {
		const each = 25
		var ring []*exercise.Account
		for i := range n {
			ring = append(ring, exercise.NewAccount(i, 2*each))
		}
		together(2*n, func(g int) {
			from, to := ring[g%n], ring[(g+1)%n]
			for range each {
				wantError(t, "Transfer(from, to, 1)", exercise.Transfer(from, to, 1), nil)
			}
		})
		for _, a := range ring {
			wantBalance(t, a, 2*each)
		}
	}
}

// Total is given the same accounts in different orders, while money goes both ways.
func TestTotalInAnyOrder(t *testing.T) {
	a, b, c := exercise.NewAccount(1, 1000), exercise.NewAccount(2, 1000), exercise.NewAccount(3, 1000)
	together(6, func(g int) {
		for range 40 {
			switch g {
			case 0:
				wantTotal(t, 3000, a, b, c)
			case 1:
				wantTotal(t, 3000, c, b, a)
			case 2:
				wantTotal(t, 3000, b, c, a)
			case 3:
				wantError(t, "Transfer(a, c, 1)", exercise.Transfer(a, c, 1), nil)
			case 4:
				wantError(t, "Transfer(c, b, 1)", exercise.Transfer(c, b, 1), nil)
			case 5:
				wantError(t, "Transfer(b, a, 1)", exercise.Transfer(b, a, 1), nil)
			}
		}
	})
	wantTotal(t, 3000, a, b, c)
}

// Several goroutines hand the same slice to Total. It stays as it is.
func TestTotalOnlyReadsItsSlice(t *testing.T) {
	for _, order := range [][]int{{4, 3, 2, 1, 0}, {0, 1, 2, 3, 4}, {2, 4, 0, 3, 1}, {1, 0, 1, 4, 0}} {
		var made, given []*exercise.Account
		want := int64(0)
		for i := range 5 {
			made = append(made, exercise.NewAccount(i, int64(10*i)))
		}
		for _, i := range order {
			given = append(given, made[i])
			want += int64(10 * i)
		}
		before := slices.Clone(given)
		together(4, func(int) {
			if total := exercise.Total(given...); total != want && !t.Failed() {
				t.Errorf("Total of 5 accounts returned %d; want %d", total, want)
			}
		})
		if !slices.Equal(given, before) && !t.Failed() {
			t.Errorf("Total has changed the slice that it was given")
		}
	}
}

// An account that is given twice counts twice, and both times with the same balance.
func TestTotalOfAnAccountGivenTwice(t *testing.T) {
	a, b := exercise.NewAccount(1, 5), exercise.NewAccount(2, 10)
	for _, c := range []struct {
		want     int64
		accounts []*exercise.Account
	}{
		{10, []*exercise.Account{a, a}},
		{15, []*exercise.Account{a, a, a}},
		{20, []*exercise.Account{a, b, a}},
		{35, []*exercise.Account{b, a, b, a, a}},
	} {
		if total := exercise.Total(c.accounts...); total != c.want && !t.Failed() {
			t.Errorf("Total of an account given several times returned %d; want %d", total, c.want)
		}
	}
	together(4, func(g int) {
		for range 40 {
			if g%2 == 0 {
				wantError(t, "Deposit(1)", a.Deposit(1), nil)
			} else if total := exercise.Total(a, a); total%2 != 0 && !t.Failed() {
				t.Errorf("Total(a, a) returned %d during deposits; want twice what a held at one moment", total)
			}
		}
	})
	wantBalance(t, a, 85)
}

// Money goes from a to b only, so what has left a has arrived in b. Accounts that are quick give little to
// see in a few calls, so these go on for a short while at least.
func TestNoMoneyIsMissingInBetween(t *testing.T) {
	const money, calls, atLeast = 1_000_000, 60, 3 * time.Millisecond
	for _, look := range []func(t *testing.T, a, b *exercise.Account){
		func(t *testing.T, a, b *exercise.Account) {
			left := a.Balance()
			if arrived := b.Balance(); left+arrived < money && !t.Failed() {
				t.Errorf("money was missing: a held %d, then b held %d, and they held %d together", left, arrived, money)
			}
		},
		func(t *testing.T, a, b *exercise.Account) {
			arrived := b.Balance()
			if left := a.Balance(); left+arrived > money && !t.Failed() {
				t.Errorf("money was there twice: b held %d, then a held %d, and they held %d together", arrived, left, money)
			}
		},
		func(t *testing.T, a, b *exercise.Account) { wantTotal(t, money, a, b) },
		func(t *testing.T, a, b *exercise.Account) { wantTotal(t, money, b, a) },
	} {
		a, b := exercise.NewAccount(1, money), exercise.NewAccount(2, 0)
		moved := int64(0)
		start := time.Now()
		together(2, func(g int) {
			for n := 0; n < calls || time.Since(start) < atLeast; n++ {
				if g == 0 {
					wantError(t, "Transfer(a, b, 1)", exercise.Transfer(a, b, 1), nil)
					moved++
				} else {
					look(t, a, b)
				}
			}
		})
		wantBalance(t, a, money-moved)
		wantBalance(t, b, moved)
	}
}
