package harness

import (
	"io"
	"os"
	"runtime/pprof"
	"slices"
	"time"

	"raceway/harness/frame"
)

const (
	lookEvery = 50 * time.Millisecond
	// A test is looked at only when it has been under way for this long. What counts as a deadlock does not depend on
	// it: it spares healthy tests the looking.
	patience = 500 * time.Millisecond
	looks    = 3
)

// watch ends the process when the test under way is blocked for good, or when the time is nearly up. It runs outside
// of any synctest bubble, and only reads what tests write, so that it adds no order between their goroutines.
func watch(began time.Time) {
	var seen [][]goroutine
	var pause time.Duration
	for {
		time.Sleep(max(lookEvery, min(pause, time.Until(began.Add(given.busy)))))
		test := current.Load()
		late := time.Since(began) >= given.busy
		if test == nil || time.Since(test.since) < patience {
			if late {
				stop("busy", test, dump())
			}
			seen = nil
			continue
		}
		looked := time.Now()
		if !late {
			collectLeaked()
		}
		text := dump()
		pause = 10 * time.Since(looked)
		seen = append(seen, parseDump(text))
		seen = seen[max(0, len(seen)-looks):]
		switch {
		case current.Load() != test:
			seen = nil
		case provenLeaked(seen[len(seen)-1], test.goroutine), allBlocked(seen, late):
			stop("deadlock", test, text)
		case late:
			stop("busy", test, text)
		}
	}
}

// collectLeaked collects garbage in the way that finds goroutines which nothing can wake; a dump then marks them.
func collectLeaked() { pprof.Lookup("goroutineleak").WriteTo(io.Discard, 1) }

// provenLeaked: nothing that can still run leads to what the test's goroutine waits for; or to a mutex that a
// goroutine of a synctest bubble waits for, for such a bubble never ends, and its test waits for that.
func provenLeaked(all []goroutine, test int) bool {
	return slices.ContainsFunc(all, func(g goroutine) bool {
		return g.leaked && (g.id == test || g.bubble != 0 && g.awaitsMutex())
	})
}

// allBlocked: look after look, every goroutine but the watchdog's own, which comes first, is blocked in the same place.
// While a timer could still wake one of them, this is only said when time is up.
func allBlocked(seen [][]goroutine, timeIsUp bool) bool {
	if len(seen) < looks {
		return false
	}
	others := seen[0][1:]
	stopped := map[int]bool{}
	for _, g := range others {
		if g.bubble != 0 && g.awaitsMutex() {
			stopped[g.bubble] = true
		}
	}
	for _, all := range seen {
		if !slices.Equal(all[1:], others) {
			return false
		}
	}
	return !slices.ContainsFunc(others, func(g goroutine) bool {
		return !g.blocked() || !timeIsUp && !stopped[g.bubble] && !g.awaitsGoroutine()
	})
}

func stop(kind string, test *underWay, text []byte) {
	name := ""
	if test != nil {
		name = test.name
	}
	send(frame.Frame{Kind: frame.Stuck, Test: name, Status: kind, Text: string(text[:min(len(text), maxDumpBytes)])})
	os.Exit(exitStuck)
}
