package run

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"raceway/harness/frame"
	"raceway/runner/wire"
)

// maxFrame bounds a line of the result channel: a dump of all goroutines, quoted.
const maxFrame = 2 << 20

// reported is a frame and when the runner saw it.
type reported struct {
	frame.Frame
	at time.Time
}

// readFrames reads the result channel to its end. Lines without the secret do not count.
func readFrames(r io.Reader, secret string) []reported {
	var all []reported
	lines := bufio.NewReaderSize(r, maxFrame)
	for {
		line, err := lines.ReadSlice('\n')
		if f, foreign := frame.Parse(string(line), secret); err == nil && foreign == nil {
			all = append(all, reported{f, time.Now()})
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return all
		}
	}
}

// account turns frames into results. The order of the frames, their number and the exit code must agree for the run to
// be complete. A process that ended by another way than through the harness leaves a test unfinished: the one under
// way, else the one that ended last (something it started, or its own clean-up), else all, for none would begin.
func account(run *wire.Run, frames []reported, stdout, stderr []byte) {
	run.Results = []wire.TestResult{}
	want := expected(run.Selected, run.Repetitions)
	inOrder, underWay := true, false
	var closing *frame.Frame
	var begun []frame.Frame
	var began time.Time
	for _, f := range frames {
		switch f.Kind {
		case frame.Start:
			i := len(run.Results)
			inOrder = inOrder && !underWay && closing == nil && i < len(want) && want[i] == f.Test
			run.Results = append(run.Results, wire.TestResult{Name: f.Test, Status: wire.Unfinished})
			begun = append(begun, f.Frame)
			began, underWay = f.at, true
		case frame.End:
			if inOrder = inOrder && underWay && last(run.Results).Name == f.Test; inOrder {
				last(run.Results).Status, last(run.Results).ElapsedMs = f.Status, float64(f.Micros)/1000
				last(run.Results).Leaked = text([]byte(f.Text))
			}
			underWay = false
		case frame.Stuck:
			run.Stuck = &wire.Stuck{Kind: f.Status, Test: f.Test, Goroutines: text([]byte(f.Text))}
		case frame.Close:
			closing = &f.Frame
		}
	}
	ended := closing != nil && closing.Code == run.ExitCode && run.KilledFor == nil
	run.Complete = ended && inOrder && !underWay && len(run.Results) == len(want) && run.ExitCode == exitCode(run.Results)
	if underWay && len(run.Results) > 0 {
		last(run.Results).ElapsedMs = milliseconds(max(0, time.Since(began)))
	}
	switch {
	case ended:
	case len(run.Results) > 0:
		last(run.Results).Status = wire.Unfinished
	default:
		for _, name := range run.Selected {
			run.Results = append(run.Results, wire.TestResult{Name: name, Status: wire.Unfinished})
		}
	}
	for i, f := range begun {
		next := frame.Frame{Stdout: int64(len(stdout)), Stderr: int64(len(stderr))}
		if i+1 < len(begun) {
			next = begun[i+1]
		}
		run.Results[i].Output = text(trim(between(stdout, f.Stdout, next.Stdout), next.Test)) +
			text(between(stderr, f.Stderr, next.Stderr))
	}
}

// expected is the order in which the testing package executes tests: all of them, again and again.
func expected(selected []string, repetitions int) []string {
	return slices.Repeat(selected, repetitions)
}

func exitCode(results []wire.TestResult) int {
	if slices.ContainsFunc(results, func(r wire.TestResult) bool { return r.Status == wire.Failed }) {
		return 1
	}
	return 0
}

func last(results []wire.TestResult) *wire.TestResult { return &results[len(results)-1] }

func between(output []byte, from, to int64) []byte {
	to = min(to, int64(len(output)))
	return output[min(max(from, 0), to):to]
}

// trim takes off what the testing package printed before the next test began, or at the very end.
func trim(output []byte, next string) []byte {
	s := string(output)
	for _, tail := range []string{"=== RUN   " + next + "\n", "PASS\n", "FAIL\n"} {
		if rest, found := strings.CutSuffix(s, tail); found {
			return []byte(rest)
		}
	}
	return output
}
