package run_test

import (
	"strings"
	"testing"

	"raceway/runner/wire"
)

// Two goroutines of the naive kind: each is done before the other one starts, unless something comes between.
const twice = `func TestF(t *testing.T) {
	done := make(chan bool)
	for range 2 { go func() { exercise.F(); done <- true }() }
	<-done; <-done
	if got := exercise.N(); got != 2 { t.Errorf("got %d after two calls of F", got) }
}
`

// hidden are faults that a plain run on one processor does not show; see(run) says whether this one does.
var hidden = []struct {
	name, imports, learner string
	see                    func(wire.Run) bool
}{
	{"a lost update between load and store", `import "sync/atomic"`,
		"var n atomic.Int64\nfunc F() { n.Store(n.Load() + 1) }\nfunc N() int { return int(n.Swap(0)) }\n", failed},
	{"a race behind a lock that orders by accident", `import "sync"`,
		"var mu sync.Mutex\nvar n, calls int\nfunc F() { mu.Lock(); calls++; mu.Unlock(); n++; mu.Lock(); calls++; mu.Unlock() }\n" +
			"func N() int { defer func() { n = 0 }(); return n }\n", raced},
	{"a check before the act", `import "sync"`,
		"var mu sync.Mutex\nvar n int\nfunc F() {\n\tmu.Lock()\n\told := n\n\tmu.Unlock()\n\tmu.Lock()\n\tn = old + 1\n\tmu.Unlock()\n}\n" +
			"func N() int { defer func() { n = 0 }(); return n }\n", failed},
}

func failed(r wire.Run) bool { return r.Results[0].Status == wire.Failed }
func raced(r wire.Run) bool  { return strings.Contains(r.RaceLog, "DATA RACE") }

// rate is how many of 30 processes show the fault, each with one execution of the test.
func rate(t *testing.T, i int, seeds func(int) uint32) int {
	const processes = 30
	fault, seen := hidden[i], 0
	j := judging{imports: fault.imports, learner: fault.learner, tests: twice, names: []string{"TestF"}}
	j.schedule = []wire.Entry{{Procs: 1, Repetitions: 1, Seed: seeds(1)}}
	file := j.build(t)
	for k := range processes {
		j.schedule[0].Seed = seeds(k)
		runs, _ := j.execute(t, file)
		if fault.see(runs[0]) {
			seen++
		}
	}
	return seen
}

// The runtime takes some choices by chance, so that a seed shows its fault nearly always, not always.
func TestASeedShowsItsFaultAgain(t *testing.T) {
	for _, fault := range hidden {
		j := judging{imports: fault.imports, learner: fault.learner, tests: twice, names: []string{"TestF"}}
		j.schedule = []wire.Entry{{Procs: 1, Repetitions: 1, Seed: 1}}
		file := j.build(t)
		shows := func() bool {
			runs, _ := j.execute(t, file)
			return fault.see(runs[0])
		}
		for !shows() || !shows() || !shows() {
			j.schedule[0].Seed += 2654435761
		}
		again := 0
		for range 10 {
			if shows() {
				again++
			}
		}
		if again < 5 {
			t.Errorf("%s: seed %d showed it three times in a row, and then in %d of 10 runs", fault.name, j.schedule[0].Seed, again)
		}
	}
}

func TestYieldsShowWhatPlainRunsDoNot(t *testing.T) {
	for i, fault := range hidden {
		plain := rate(t, i, func(int) uint32 { return 0 })
		perturbed := rate(t, i, func(k int) uint32 { return uint32(k)*2654435761 + 1 })
		t.Logf("%s: %d of 30 plain, %d of 30 perturbed", fault.name, plain, perturbed)
		if perturbed <= plain {
			t.Errorf("%s: seen in %d of 30 plain processes, in %d of 30 perturbed ones", fault.name, plain, perturbed)
		}
	}
}
