package exercise

import (
	"math/rand/v2"
	"runtime"
	"time"
)

// Purse holds coins. Whoever opens it must be the only one who does: it protects itself from nothing.
// Counting coins takes time, and not always the same, so that others get their turn meanwhile.
type Purse struct{ coins int64 }

// Coins counts the coins.
func (p *Purse) Coins() int64 {
	takeTime()
	defer takeTime()
	return p.coins
}

// Put adds coins.
func (p *Purse) Put(coins int64) {
	takeTime()
	defer takeTime()
	p.coins += coins
}

// Take removes coins. It does not ask whether there are as many.
func (p *Purse) Take(coins int64) {
	takeTime()
	defer takeTime()
	p.coins -= coins
}

func takeTime() {
	switch n := rand.IntN(512); {
	case n == 0:
		time.Sleep(1200 * time.Microsecond)
	case n < 200:
		runtime.Gosched()
	}
}
