package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"raceway/runner/process"
)

const (
	language = "go1.27"
	// Nothing that an exercise needs comes near it; initialised arrays and doubled strings do.
	maxFileBytes = 256 << 20
	maxToolText  = 1 << 20
	// Processor time of one tool; an ordinary solution takes a third of a second. Unlike the wall clock, it is the same on
	// a busy machine.
	maxCPUSeconds = 10
)

// Toolchain is the compiler, the linker and the compiled packages. It never executes what it builds.
type Toolchain struct {
	tools     string
	importcfg string
}

// OpenToolchain reads what the image's build has prepared in dir: a file importcfg, which lists the standard library
// and the harness compiled with -race, and a file tools, which names the folder of compiler and linker.
func OpenToolchain(dir string) (*Toolchain, error) {
	tools, err := os.ReadFile(filepath.Join(dir, "tools"))
	if err != nil {
		return nil, err
	}
	importcfg, err := os.ReadFile(filepath.Join(dir, "importcfg"))
	if err != nil {
		return nil, err
	}
	return &Toolchain{strings.TrimSpace(string(tools)), string(importcfg)}, nil
}

// errLimit is a limit that the submission ran into; its text is for the learner.
type errLimit string

func (e errLimit) Error() string { return string(e) }

// toolError is a tool that ended with messages.
type toolError struct{ text string }

func (e *toolError) Error() string { return e.text }

// work is one build under way, in a folder of its own.
type work struct {
	*Toolchain
	dir    string
	budget time.Duration
	cpu    time.Duration
}

// compile compiles files into package name, which imports packages that were compiled before.
func (w *work) compile(ctx context.Context, name string, files map[string]string, packages ...string) error {
	stored, err := w.store(name, files)
	if err != nil {
		return err
	}
	importcfg := name + ".cfg"
	text := w.importcfg
	for _, imported := range packages {
		text += fmt.Sprintf("packagefile %s=%s.a\n", imported, imported)
	}
	if err := os.WriteFile(filepath.Join(w.dir, importcfg), []byte(text), 0o600); err != nil {
		return err
	}
	args := []string{"-race", "-e", "-complete", "-pack", "-lang=" + language, "-p", name, "-trimpath", w.dir + "=>",
		"-importcfg", importcfg, "-o", name + ".a"}
	for _, file := range stored {
		args = append(args, filepath.Join(name, file))
	}
	return w.tool(ctx, "compile", args...)
}

func (w *work) link(ctx context.Context) error {
	text := w.importcfg + "packagefile exercise=exercise.a\npackagefile exercise_test=exercise_test.a\n"
	if err := os.WriteFile(filepath.Join(w.dir, "link.cfg"), []byte(text), 0o600); err != nil {
		return err
	}
	return w.tool(ctx, "link", "-race", "-s", "-w", "-buildid=", "-extld=gcc", "-importcfg", "link.cfg", "-o", "test", "main.a")
}

func (w *work) tool(ctx context.Context, name string, args ...string) error {
	output := &capped{left: maxToolText}
	cmd := exec.Command(filepath.Join(w.tools, name), args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = w.dir, output, output
	// Collecting garbage costs compiler and linker a tenth of their time, and their heaps stay below this limit.
	cmd.Env = []string{"TMPDIR=" + w.dir, "PATH=/usr/bin:/bin", "GOGC=off", "GOMEMLIMIT=256MiB"}
	kills, _ := process.OOMKills()
	p, err := process.Start(cmd, maxFileBytes)
	if err != nil {
		return err
	}
	p.LimitCPU(maxCPUSeconds)
	select {
	case <-ctx.Done():
		p.Kill()
	case <-p.Ended():
	}
	code, usage := p.Wait()
	w.cpu += usage.CPU
	now, known := process.OOMKills()
	switch text := output.String(); {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return errLimit(fmt.Sprintf("compiling takes longer than the limit of %v", w.budget))
	case code == 0:
		return nil
	// The kernel's limit and its account of the time agree but for a few ticks.
	case code < 0 && usage.CPU > (maxCPUSeconds-1)*time.Second:
		return errLimit(fmt.Sprintf("compiling takes more than the limit of %d seconds of processor time", maxCPUSeconds))
	case code == -9 && (!known || now > kills), strings.Contains(text, "out of memory"):
		return errLimit("compiling takes more memory than the limit")
	case strings.Contains(text, "file too large"), strings.Contains(text, "no space left on device"):
		return errLimit("the compiled program is larger than the limit")
	default:
		return &toolError{fmt.Sprintf("%s%s: exit code %d", text, name, code)}
	}
}

// capped keeps the first bytes and drops the rest.
type capped struct {
	bytes.Buffer
	left int
}

func (c *capped) Write(p []byte) (int, error) {
	kept := p[:min(len(p), c.left)]
	c.left -= len(kept)
	c.Buffer.Write(kept)
	return len(p), nil
}
