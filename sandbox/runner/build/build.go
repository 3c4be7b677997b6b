// Package build turns source into a test binary with compiler and linker, without the go command, which would read
// settings from the source and costs as much time as both. Positions in the binary read exercise/NAME.go for the
// learner's and the given files and exercise_test/NAME.go for the tests; compile errors name the file alone.
package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"raceway/runner/perturb"
	"raceway/runner/validate"
	"raceway/runner/wire"
)

// Build answers one request; the binary is nil unless it was built. All files are in a fresh folder, which is gone
// when Build returns.
func (t *Toolchain) Build(ctx context.Context, request *wire.BuildRequest) (report wire.BuildReport, binary []byte) {
	began := time.Now()
	report = wire.BuildReport{Kind: "build", Errors: []wire.CompileError{}, Violations: []wire.Violation{}}
	defer func() { report.Timings.WallMs = milliseconds(time.Since(began)) }()
	fail := func(err error) (wire.BuildReport, []byte) {
		report.Status, report.Detail = wire.StatusFailed, err.Error()
		return report, nil
	}

	if err := checkRequest(request); err != nil {
		return fail(err)
	}
	faults, violations := validate.Check(request.Learner, request.Imports, request.WritesTests)
	report.Errors = append(report.Errors, faults[:min(len(faults), maxErrors)]...)
	report.Violations = append(report.Violations, violations[:min(len(violations), maxErrors)]...)
	switch {
	case len(faults) > 0:
		report.Status = wire.StatusCompileError
		return report, nil
	case len(violations) > 0:
		report.Status = wire.StatusPolicyViolation
		return report, nil
	}
	dir, err := os.MkdirTemp("", "build-")
	if err != nil {
		return fail(err)
	}
	defer os.RemoveAll(dir)

	w := &work{Toolchain: t, dir: dir, budget: time.Duration(request.Limits.WallMs) * time.Millisecond}
	ctx, cancel := context.WithDeadline(ctx, began.Add(w.budget))
	defer cancel()
	err = w.steps(ctx, request, &report.Timings)
	report.Timings.CPUMs = milliseconds(w.cpu)
	if err == nil {
		binary, err = readBinary(filepath.Join(dir, "test"))
	}
	var learners *learnersError
	switch {
	case errors.As(err, &learners):
		report.Status, report.Errors = wire.StatusCompileError, learners.messages
		return report, nil
	case err != nil:
		return fail(err)
	}
	report.Status, report.Binary = wire.StatusBuilt, wire.Describe(binary)
	return report, binary
}

// learnersError is what the learner has to mend.
type learnersError struct{ messages []wire.CompileError }

func (e *learnersError) Error() string { return fmt.Sprint(e.messages) }

func (w *work) steps(ctx context.Context, request *wire.BuildRequest, timings *wire.BuildTimings) error {
	began := time.Now()
	if err := w.compileExercise(ctx, request); err != nil {
		return blame(err, true)
	}
	if err := w.compile(ctx, "exercise_test", request.Tests, packageName); err != nil {
		return blame(err, false)
	}
	main := map[string]string{mainFile: mainSource(request.TestNames)}
	if err := w.compile(ctx, "main", main, packageName, "exercise_test"); err != nil {
		return blame(err, false)
	}
	timings.CompileMs = milliseconds(time.Since(began))
	linking := time.Now()
	err := w.link(ctx)
	timings.LinkMs = milliseconds(time.Since(linking))
	return blame(err, false)
}

// compileExercise compiles the learner's files with the given ones. Those with yields come first, for they compile if the
// learner's do; if they do not, the learner's own source gives the messages, and the yields that always compile do instead.
func (w *work) compileExercise(ctx context.Context, request *wire.BuildRequest) error {
	own := maps.Clone(request.Learner)
	maps.Copy(own, request.Given)
	own[firstFile] = firstSource
	if !request.Perturb {
		return w.compile(ctx, packageName, own)
	}
	var tool *toolError
	if err := w.compile(ctx, packageName, perturbed(own, true)); !errors.As(err, &tool) {
		return err
	}
	if err := w.compile(ctx, packageName, own); err != nil {
		return err
	}
	return w.compile(ctx, packageName, perturbed(own, false))
}

func perturbed(files map[string]string, afterLoads bool) map[string]string {
	rewritten := map[string]string{}
	for name, text := range files {
		rewritten[name] = perturb.Yields(text, afterLoads)
	}
	return rewritten
}

// blame tells the learner's errors from ours. Limits are the learner's in every step: only the submission varies.
func blame(err error, compilesLearner bool) error {
	var limit errLimit
	var tool *toolError
	switch {
	case errors.As(err, &limit):
		return &learnersError{[]wire.CompileError{{Message: limit.Error()}}}
	case errors.As(err, &tool) && compilesLearner:
		if messages := parseMessages(tool.text); len(messages) > 0 {
			return &learnersError{messages}
		}
	}
	return err
}

func (w *work) store(folder string, files map[string]string) ([]string, error) {
	if err := os.MkdirAll(filepath.Join(w.dir, folder), 0o700); err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(w.dir, folder, name), []byte(files[name]), 0o600); err != nil {
			return nil, err
		}
	}
	return names, nil
}

func readBinary(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if info.Size() > wire.MaxBinaryBytes {
		return nil, blame(errLimit("the compiled program is larger than the limit"), false)
	}
	return os.ReadFile(file)
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
