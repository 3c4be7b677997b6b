package harness

import (
	"os"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"raceway/harness/frame"
)

// The exit codes of a process that ends for reasons of the harness.
const (
	exitStuck  = 3
	exitMisuse = 4
)

// current is the test under way. It must not lead to the *testing.T: what the watchdog can reach counts as alive.
var current atomic.Pointer[underWay]

type underWay struct {
	name      string
	goroutine int
	since     time.Time
}

// Main runs those of the tests that the runner selected, reports them, and ends the process. The selection keeps the
// order of tests. Tests must not call t.Parallel at top level: their reports would be out of order.
func Main(tests []testing.InternalTest) {
	if given.secret == "" {
		os.Stderr.WriteString("this binary is started by the runner\n")
		os.Exit(exitMisuse)
	}
	goroutinesBefore = runtime.NumGoroutine()
	var selected []testing.InternalTest
	for _, test := range tests {
		if slices.Contains(given.selected, test.Name) {
			selected = append(selected, testing.InternalTest{Name: test.Name, F: report(test)})
		}
	}
	code := testing.MainStart(deps{}, selected, nil, nil, nil).Run()
	send(frame.Frame{Kind: frame.Close, Code: code})
	os.Exit(code)
}

// report wraps a test. A panic is left alone; a test that neither returned nor failed nor was skipped (a panic, a
// bare runtime.Goexit) gets no end, and the process is about to die.
func report(test testing.InternalTest) func(*testing.T) {
	return func(t *testing.T) {
		began := time.Now()
		returned := false
		// As a cleanup, for these run after parallel subtests and after the test's own cleanups.
		t.Cleanup(func() {
			if !returned && !t.Failed() && !t.Skipped() {
				return
			}
			current.Store(nil)
			took := time.Since(began)
			send(frame.Frame{Kind: frame.End, Test: test.Name, Status: status(t), Micros: took.Microseconds(), Text: leftBehind()})
		})
		current.Store(&underWay{test.Name, ownGoroutine(), began})
		send(frame.Frame{Kind: frame.Start, Test: test.Name})
		test.F(t)
		returned = true
	}
}

func status(t *testing.T) string {
	switch {
	case t.Failed():
		return "failed"
	case t.Skipped():
		return "skipped"
	}
	return "passed"
}
