package harness

import "testing"

const sample = `goroutine 18 [running]:
raceway/harness.dump()
	raceway/harness/goroutines.go:36 +0x5c

goroutine 1 [chan receive, 2 minutes]:
testing.(*T).Run(0xc000003c00, {0x5f2b1c, 0x5}, 0x60f8d8)
	testing/testing.go:2005 +0x7a8

goroutine 7 [sync.Mutex.Lock (leaked), synctest bubble 1]:
internal/sync.runtime_SemacquireMutex(0x0?, 0x0?, 0x0?)
	runtime/sema.go:95 +0x25

goroutine 9 [chan receive (durable), synctest bubble 1]:
exercise.(*Pool).loop(...)
	exercise/pool.go:4 +0x1
`

func TestParseDump(t *testing.T) {
	want := []goroutine{
		{18, "running", false, 0, "raceway/harness.dump"},
		{1, "chan receive", false, 0, "testing.(*T).Run"},
		{7, "sync.Mutex.Lock", true, 1, "internal/sync.runtime_SemacquireMutex"},
		{9, "chan receive", false, 1, "exercise.(*Pool).loop"},
	}
	got := parseDump([]byte(sample))
	if len(got) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v instead of %+v", got[i], want[i])
		}
	}
}

func TestAllBlocked(t *testing.T) {
	self := goroutine{1, "running", false, 0, ""}
	lock := goroutine{2, "sync.Mutex.Lock", false, 0, "a"}
	runner := goroutine{3, "chan receive", false, 0, "testing.(*T).Run"}
	receive := goroutine{4, "chan receive", false, 0, "b"}
	runnable := goroutine{5, "runnable", false, 0, "c"}
	collects := goroutine{8, "semacquire", false, 0, "runtime.GC"}
	bubbleLock := goroutine{6, "sync.Mutex.Lock", false, 1, "a"}
	bubbleReceive := goroutine{7, "chan receive", false, 1, "b"}
	for name, test := range map[string]struct {
		seen      []goroutine
		late      bool
		elsewhere bool
		want      bool
	}{
		"mutex":                  {[]goroutine{self, lock, runner}, false, false, true},
		"moving":                 {[]goroutine{self, lock, runner}, false, true, false},
		"perhaps a timer":        {[]goroutine{self, lock, receive}, false, false, false},
		"perhaps a timer, late":  {[]goroutine{self, lock, receive}, true, false, true},
		"a stopped clock":        {[]goroutine{self, bubbleLock, bubbleReceive}, false, false, true},
		"a clock that runs":      {[]goroutine{self, lock, bubbleReceive}, false, false, false},
		"the runtime's own wait": {[]goroutine{self, collects, runner}, false, false, false},
		"and when it is late":    {[]goroutine{self, collects, runner}, true, false, false},
		"somebody can run":       {[]goroutine{self, lock, runnable}, false, false, false},
		"somebody can run, late": {[]goroutine{self, lock, runnable}, true, false, false},
	} {
		seen := [][]goroutine{test.seen, test.seen, test.seen}
		if test.elsewhere {
			seen[1] = []goroutine{self, receive, runner}
		}
		if got := allBlocked(seen, test.late); got != test.want {
			t.Errorf("%s: got %v", name, got)
		}
		if allBlocked(seen[:2], test.late) {
			t.Errorf("%s: two looks suffice", name)
		}
	}
}

func TestOwnGoroutine(t *testing.T) {
	other := make(chan int)
	go func() { other <- ownGoroutine() }()
	if mine, its := ownGoroutine(), <-other; mine == 0 || its == 0 || mine == its {
		t.Errorf("got %d and %d", mine, its)
	}
}
