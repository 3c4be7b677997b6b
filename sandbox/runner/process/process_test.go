package process

import (
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

func TestWaitTellsHowItEnded(t *testing.T) {
	for script, want := range map[string]int{"exit 0": 0, "exit 7": 7, "kill -11 $$": -11} {
		p, err := Start(exec.Command("/bin/sh", "-c", script), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if code, usage := p.Wait(); code != want || usage.PeakMemory == 0 {
			t.Errorf("%s: got %d, %+v", script, code, usage)
		}
	}
}

func TestKillReachesTheWholeGroup(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/bin/sh", "-c", "sleep 1000 & sleep 1000")
	cmd.ExtraFiles = []*os.File{w}
	p, err := Start(cmd, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	w.Close()
	p.Kill()
	if code, _ := p.Wait(); code != -9 {
		t.Errorf("got %d", code)
	}
	r.SetReadDeadline(time.Now().Add(time.Minute))
	if _, err := r.Read(make([]byte, 1)); err == nil || os.IsTimeout(err) {
		t.Errorf("something of the group still runs: %v", err)
	}
}

func TestFilesAreCut(t *testing.T) {
	file := t.TempDir() + "/flood"
	p, err := Start(exec.Command("/bin/sh", "-c", "sleep 0.2; trap '' XFSZ; yes > "+file), 4096)
	if err != nil {
		t.Fatal(err)
	}
	p.Wait()
	if info, err := os.Stat(file); err != nil || info.Size() != 4096 {
		t.Errorf("got %v, %v", info.Size(), err)
	}
}

func TestProcessorTimeIsLimited(t *testing.T) {
	p, err := Start(exec.Command("/bin/sh", "-c", "while :; do :; done"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	p.LimitCPU(1)
	if code, usage := p.Wait(); code != -int(syscall.SIGKILL) || usage.CPU > 10*time.Second {
		t.Errorf("got %d after %v", code, usage.CPU)
	}
}

func TestParseOOM(t *testing.T) {
	for text, want := range map[string]int{
		"low 0\nhigh 0\nmax 4\noom 2\noom_kill 2\noom_group_kill 0\n": 2,
		"oom_kill_disable 0\nunder_oom 0\noom_kill 5\n":               5,
	} {
		if got, ok := parseOOM(text); !ok || got != want {
			t.Errorf("%q: got %d, %v", text, got, ok)
		}
	}
	if _, ok := parseOOM("oom_kill_disable 0\n"); ok {
		t.Error("found a count where there is none")
	}
}
