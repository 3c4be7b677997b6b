package harness

import (
	"bytes"
	"runtime"
	"slices"
	"time"
)

// goroutinesBefore is how many there were before the first test.
var goroutinesBefore int

// Goroutines of the test may still be on their way out when it is over.
const (
	leavesWithin = 20 * time.Millisecond
	lookForLeave = time.Millisecond
)

// told are the goroutines that an earlier test is known to have left behind.
var told []int

// leftBehind is the dump of the goroutines that a test, just over, has left and that nothing can wake any more; or "".
// Garbage collection proves it, which takes milliseconds: it is only asked when there are more goroutines than before.
// It runs in the goroutine of the test, which is one more.
func leftBehind() string {
	if given.mayLeaveSome {
		return ""
	}
	expected := goroutinesBefore + len(told) + 1
	for began := time.Now(); runtime.NumGoroutine() > expected; time.Sleep(lookForLeave) {
		if time.Since(began) > leavesWithin {
			return leaked()
		}
	}
	return ""
}

func leaked() string {
	collectLeaked()
	var found [][]byte
	for _, block := range bytes.Split(dump(), []byte("\n\n")) {
		for _, g := range parseDump(block) {
			if g.leaked && !slices.Contains(told, g.id) {
				told = append(told, g.id)
				found = append(found, block)
			}
		}
	}
	text := bytes.Join(found, []byte("\n\n"))
	return string(text[:min(len(text), maxDumpBytes)])
}
