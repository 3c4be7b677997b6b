// Package harness is linked into every test binary. It is initialised before the learner's package, takes the secret
// of the run from standard input, and reports what the tests do on a channel of its own.
package harness

import (
	"io"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"raceway/harness/frame"
)

// ResultFD is where the runner puts the result channel.
const ResultFD = 3

// Runaway recursion shall end as a fatal error that names the function, not as lack of memory: while a stack grows, the
// old and the new one and the detector's shadow of both are held, in all about five times this.
const maxStackBytes = 16 << 20

// orders is what the runner writes to standard input: a line with the secret, one with the milliseconds after which
// the process is to be declared busy, one with the seed of the yields (0: none), one that says whether goroutines may be
// left behind, and one for each test to run.
type orders struct {
	secret       string
	busy         time.Duration
	mayLeaveSome bool
	selected     []string
}

// given stays without a secret in a process that the runner did not start.
var given orders

var channel sync.Mutex

func init() {
	text, err := io.ReadAll(io.LimitReader(os.Stdin, 1<<20))
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if err != nil || len(lines) < 5 {
		return
	}
	busyMs, err := strconv.Atoi(lines[1])
	if err != nil {
		return
	}
	seed, err := strconv.ParseUint(lines[2], 10, 32)
	if err != nil {
		return
	}
	given = orders{lines[0], time.Duration(busyMs) * time.Millisecond, lines[3] == "allowed", lines[4:]}
	perturbation.state = uint32(seed)
	syscall.CloseOnExec(ResultFD)
	if null, err := syscall.Open("/dev/null", syscall.O_RDONLY|syscall.O_CLOEXEC, 0); err == nil {
		syscall.Dup3(null, 0, 0)
		syscall.Close(null)
	}
	debug.SetMaxStack(maxStackBytes)
	go watch(time.Now())
}

func send(f frame.Frame) {
	f.Stdout, f.Stderr = written(1), written(2)
	line := f.Append(nil, given.secret)
	channel.Lock()
	defer channel.Unlock()
	for len(line) > 0 {
		n, err := syscall.Write(ResultFD, line)
		if err != nil && err != syscall.EINTR {
			return
		}
		line = line[max(n, 0):]
	}
}

// written is the size of the file behind fd, so that output can be told apart by test.
func written(fd int) int64 {
	var stat syscall.Stat_t
	if syscall.Fstat(fd, &stat) != nil {
		return 0
	}
	return stat.Size
}
