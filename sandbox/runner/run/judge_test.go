package run_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"raceway/runner/build"
	"raceway/runner/run"
	"raceway/runner/wire"
)

// judging is what a test of this package submits: the body of exercise.F, and tests around it.
type judging struct {
	imports  string
	learner  string
	tests    string
	packages []string
	names    []string
	schedule []wire.Entry
	limits   wire.RunLimits
	// leftovers are allowed unless it says otherwise.
	leftovers string
}

const callF = "func TestF(t *testing.T) { exercise.F() }\n"
const callAndGoOn = callF + "func TestNext(t *testing.T) { t.Log(\"next\") }\n"

// with lets the tests import more.
func (j judging) with(packages ...string) judging {
	j.packages = packages
	return j
}

func (j judging) testFile() string {
	text := "package exercise_test\n\nimport \"testing\"\nimport \"exercise\"\n"
	for _, path := range j.packages {
		text += "import \"" + path + "\"\n"
	}
	return text + "\nvar _ = exercise.F\n\n" + j.tests
}

func (j judging) run(t *testing.T) (runs []wire.Run, complete bool) {
	t.Helper()
	return j.execute(t, j.build(t))
}

// build gives the file of the test binary.
func (j judging) build(t *testing.T) string {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	toolchain, err := build.OpenToolchain("/opt/raceway")
	if err != nil {
		t.Fatalf("these tests run in the build image: %v", err)
	}
	report, binary := toolchain.Build(t.Context(), &wire.BuildRequest{
		Learner:   map[string]string{"f.go": "package exercise\n\n" + j.imports + "\n" + j.learner},
		Tests:     map[string]string{"f_test.go": j.testFile()},
		TestNames: j.names,
		Imports:   []string{"fmt", "log", "runtime", "sync", "sync/atomic", "time"},
		Perturb:   slices.ContainsFunc(j.schedule, func(entry wire.Entry) bool { return entry.Seed != 0 }),
		Limits:    wire.BuildLimits{WallMs: 60_000},
	})
	if report.Status != wire.StatusBuilt {
		t.Fatalf("%+v", report)
	}
	file := filepath.Join(t.TempDir(), "test")
	if err := os.WriteFile(file, binary, 0o700); err != nil {
		t.Fatal(err)
	}
	return file
}

func (j judging) execute(t *testing.T, file string) (runs []wire.Run, complete bool) {
	t.Helper()
	if j.schedule == nil {
		j.schedule = []wire.Entry{{Procs: 2, Repetitions: 1}}
	}
	if j.limits.RunMs == 0 {
		j.limits.RunMs = 60_000
	}
	if j.limits.TotalMs == 0 {
		j.limits.TotalMs = 300_000
	}
	if j.leftovers == "" {
		j.leftovers = wire.LeftoversAllowed
	}
	j.limits.OutputBytes = 64 << 10
	complete, err := run.Schedule(&wire.RunRequest{TestNames: j.names, Leftovers: j.leftovers, Limits: j.limits}, j.schedule, file,
		func(report wire.Run) error { runs = append(runs, report); return nil })
	if err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(os.TempDir() + "/*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return runs, complete
}

func statuses(results []wire.TestResult) string {
	var all []string
	for _, result := range results {
		all = append(all, result.Name+" "+result.Status)
	}
	return strings.Join(all, ", ")
}
