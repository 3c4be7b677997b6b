package harness

import (
	"bytes"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// maxDumpBytes bounds the dump that is sent to the runner.
const maxDumpBytes = 256 << 10

// goroutine is one entry of the runtime's dump.
type goroutine struct {
	id     int
	state  string
	leaked bool
	// bubble is the synctest bubble that it belongs to, or 0.
	bubble int
	// waits is the function that it is blocked in, without the runtime's own.
	waits string
}

var header = regexp.MustCompile(`^goroutine (\d+) \[([^\],]*)[^\]]*?(?:, synctest bubble (\d+))?\]`)

func dump() []byte {
	for size := maxDumpBytes; ; size *= 2 {
		text := make([]byte, size)
		if n := runtime.Stack(text, true); n < size || size >= 64<<20 {
			return text[:n]
		}
	}
}

func ownGoroutine() int {
	text := make([]byte, 64)
	all := parseDump(text[:runtime.Stack(text, false)])
	if len(all) == 0 {
		return 0
	}
	return all[0].id
}

func parseDump(text []byte) []goroutine {
	var all []goroutine
	for _, block := range bytes.Split(text, []byte("\n\n")) {
		lines := strings.Split(string(block), "\n")
		match := header.FindStringSubmatch(lines[0])
		if match == nil {
			continue
		}
		id, _ := strconv.Atoi(match[1])
		bubble, _ := strconv.Atoi(match[3])
		state, leaked := strings.CutSuffix(match[2], " (leaked)")
		state = strings.TrimSuffix(state, " (durable)")
		g := goroutine{id: id, state: state, leaked: leaked, bubble: bubble}
		if len(lines) > 1 {
			g.waits = lines[1]
			if end := strings.LastIndex(g.waits, "("); end > 0 {
				g.waits = g.waits[:end]
			}
		}
		all = append(all, g)
	}
	return all
}

// mutexes are the states that do not count as idle in a synctest bubble: they stop its clock.
var mutexes = []string{"sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock"}

// onlyByOthers are further states from which only another goroutine can wake one; never a timer. "semacquire" is none
// of them: since the WaitGroup has a state of its own, only the runtime waits so, as in a runtime.GC that meets the
// watchdog's own collection.
var onlyByOthers = []string{
	"chan receive (nil chan)", "chan send (nil chan)", "select (no cases)", "chan send",
	"sync.WaitGroup.Wait", "sync.Cond.Wait", "synctest.Run",
}

// perhapsByTimer are those from which a timer's channel can wake one, too.
var perhapsByTimer = []string{"chan receive", "select"}

func (g goroutine) awaitsMutex() bool { return slices.Contains(mutexes, g.state) }

// awaitsGoroutine says that only another goroutine can wake g. The testing packages wait for their tests on channels.
func (g goroutine) awaitsGoroutine() bool {
	return g.awaitsMutex() || slices.Contains(onlyByOthers, g.state) || g.state == "chan receive" &&
		(strings.HasPrefix(g.waits, "testing.") || strings.HasPrefix(g.waits, "testing/synctest."))
}

// blocked says that g runs again only when something else happens.
func (g goroutine) blocked() bool {
	return g.awaitsGoroutine() || slices.Contains(perhapsByTimer, g.state)
}
