package run

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"raceway/runner/process"
	"raceway/runner/wire"
)

const (
	// How often the size of the output is looked at.
	pollEvery = 20 * time.Millisecond
	// The harness is told to give up this long before the runner does, so that it can say what was going on.
	busyLead = 300 * time.Millisecond
	// A crash prints the stacks of all goroutines, which is not the program's own output.
	crashBytes   = 8 << 20
	maxRaceBytes = 1 << 20
	exitCrash    = 2
)

// plan is one process to start.
type plan struct {
	binary   string
	entry    wire.Entry
	selected []string
	timeout  time.Duration
	output   int64
	// leftovers as in wire.RunRequest.
	leftovers string
}

// once runs one process to its end. An error is a fault of ours.
func once(p plan) (wire.Run, error) {
	run := wire.Run{Kind: "run", Procs: p.entry.Procs, Repetitions: p.entry.Repetitions, Seed: p.entry.Seed, Selected: p.selected}
	dir, err := os.MkdirTemp("", "run-")
	if err != nil {
		return run, err
	}
	defer os.RemoveAll(dir)
	out, err := openSinks(dir)
	if err != nil {
		return run, err
	}
	defer out.close()
	secret := make([]byte, 32)
	rand.Read(secret)
	results, child, err := os.Pipe()
	if err != nil {
		return run, err
	}
	defer results.Close()

	cmd := exec.Command(p.binary, "-test.v", "-test.timeout=0",
		fmt.Sprintf("-test.cpu=%d", p.entry.Procs), fmt.Sprintf("-test.count=%d", p.entry.Repetitions))
	cmd.Dir = dir
	cmd.Env = []string{"GORACE=halt_on_error=1 atexit_sleep_ms=20 log_path=" + filepath.Join(dir, "race"), "GOTRACEBACK=all"}
	cmd.Stdin = strings.NewReader(orders(hex.EncodeToString(secret), p))
	cmd.Stdout, cmd.Stderr = out.stdout, out.stderr
	cmd.ExtraFiles = []*os.File{child}
	kills, _ := process.OOMKills()
	started, err := process.Start(cmd, p.output+crashBytes)
	child.Close()
	if err != nil {
		return run, err
	}
	frames := make(chan []reported, 1)
	go func() { frames <- readFrames(results, hex.EncodeToString(secret)) }()
	killed := supervise(started, p, out)
	code, usage := started.Wait()
	// The process's group is gone; what it wrote is still to be read, but nothing shall keep the pipe open.
	results.SetReadDeadline(time.Now().Add(time.Second))

	run.ExitCode, run.PeakMemoryBytes = code, usage.PeakMemory
	run.WallMs, run.CPUMs = milliseconds(usage.Wall), milliseconds(usage.CPU)
	if killed == "" && out.flooded(p.output, code) {
		killed = wire.KilledForOutput
	}
	if killed != "" {
		run.KilledFor = &killed
	}
	now, known := process.OOMKills()
	run.OutOfMemory = now > kills || !known && code == -9 && killed == ""
	stdout, stderr := out.read(p.output)
	run.Stderr = text(stderr)
	run.RaceLog = raceLog(dir)
	account(&run, <-frames, stdout, stderr)
	return run, nil
}

// orders is what the harness reads from standard input.
func orders(secret string, p plan) string {
	busy := max(p.timeout-busyLead, p.timeout/2)
	return fmt.Sprintf("%s\n%d\n%d\n%s\n%s\n", secret, busy.Milliseconds(), p.entry.Seed, p.leftovers, strings.Join(p.selected, "\n"))
}

// supervise waits for the end, or brings it about and says why.
func supervise(started *process.Process, p plan, out *sinks) (killed string) {
	deadline := time.After(p.timeout)
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	for {
		select {
		case <-started.Ended():
			return ""
		case <-deadline:
			started.Kill()
			return wire.KilledForTime
		case <-poll.C:
			if out.flooded(p.output, exitCrash) {
				started.Kill()
				return wire.KilledForOutput
			}
		}
	}
}

func raceLog(dir string) string {
	files, _ := filepath.Glob(filepath.Join(dir, "race.*"))
	var all bytes.Buffer
	for _, name := range files {
		if file, err := os.Open(name); err == nil {
			io.Copy(&all, io.LimitReader(file, int64(maxRaceBytes-all.Len())))
			file.Close()
		}
	}
	return text(all.Bytes())
}

// text makes what a program wrote fit for JSON and for databases, which know no NUL.
func text(raw []byte) string {
	return strings.ToValidUTF8(strings.ReplaceAll(string(raw), "\x00", "\uFFFD"), "\uFFFD")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
