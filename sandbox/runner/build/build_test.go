package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"raceway/runner/wire"
)

func request(learner string) *wire.BuildRequest {
	return &wire.BuildRequest{
		Learner: map[string]string{"counter.go": learner},
		Given:   map[string]string{"api_test.go": "package exercise\n\nvar _ func() int = Count\n"},
		Tests: map[string]string{"counter_test.go": `package exercise_test

import (
	"testing"

	"exercise"
)

func TestCount(t *testing.T) { exercise.Count() }
`},
		TestNames: []string{"TestCount"},
		Limits:    wire.BuildLimits{WallMs: 60_000},
	}
}

func submit(t *testing.T, r *wire.BuildRequest) (wire.BuildReport, []byte) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	toolchain, err := OpenToolchain("/opt/raceway")
	if err != nil {
		t.Fatalf("these tests run in the build image: %v", err)
	}
	report, binary := toolchain.Build(t.Context(), r)
	if left, _ := filepath.Glob(os.TempDir() + "/*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	return report, binary
}

func TestBuilt(t *testing.T) {
	report, binary := submit(t, request("package exercise\n\nfunc Count() int { return 1 }\n"))
	if report.Status != wire.StatusBuilt || len(report.Errors) != 0 || report.Detail != "" {
		t.Fatalf("got %+v", report)
	}
	if *report.Binary != *wire.Describe(binary) || !strings.HasPrefix(string(binary), "\x7fELF") {
		t.Errorf("got %+v for %d bytes", report.Binary, len(binary))
	}
	if timings := report.Timings; timings.CompileMs <= 0 || timings.LinkMs <= 0 || timings.CPUMs <= 0 || timings.WallMs < timings.LinkMs {
		t.Errorf("got %+v", timings)
	}
	for _, path := range []string{os.TempDir(), "/build-"} {
		if strings.Contains(string(binary), path) {
			t.Errorf("the binary names %s", path)
		}
	}
}

func TestCompileErrors(t *testing.T) {
	const twoErrors = "package exercise\n\nfunc Count() int {\n\tx := 1\n\treturn y\n}\n"
	for _, test := range []struct {
		name, learner string
		want          []wire.CompileError
	}{
		{"types", twoErrors, []wire.CompileError{
			{File: "counter.go", Line: 4, Column: 2, Message: "declared and not used: x"},
			{File: "counter.go", Line: 5, Column: 9, Message: "undefined: y"},
		}},
		{"syntax", "package exercise\n\nfunc Count() int {\n\treturn 1 +\n}\n", []wire.CompileError{
			{File: "counter.go", Line: 5, Column: 1, Message: "syntax error: expected operand, found '}'"},
		}},
		{"package", "package main\n\nfunc Count() int { return 1 }\n", []wire.CompileError{
			{File: "counter.go", Line: 1, Column: 9, Message: "package main; expected package exercise"},
		}},
		{"signature", "package exercise\n\nfunc Count() string { return \"\" }\n", []wire.CompileError{
			{File: "api_test.go", Line: 3, Column: 20, Message: "cannot use Count (value of type func() string) as func() int value in variable declaration"},
		}},
	} {
		report, _ := submit(t, request(test.learner))
		if report.Status != wire.StatusCompileError || report.Binary != nil || len(report.Errors) != len(test.want) {
			t.Errorf("%s: got %+v", test.name, report)
			continue
		}
		for i, want := range test.want {
			if report.Errors[i] != want {
				t.Errorf("%s: got %+v instead of %+v", test.name, report.Errors[i], want)
			}
		}
	}
}

func TestViolationsKeepTheCompilerOut(t *testing.T) {
	r := request("package exercise\n\nimport (\n\t\"os\"\n\t\"sort\"\n)\n\nfunc Count() int\n")
	r.Imports = []string{"sort"}
	report, binary := submit(t, r)
	if report.Status != wire.StatusPolicyViolation || len(report.Errors) != 0 || len(report.Violations) != 2 || binary != nil {
		t.Fatalf("got %+v", report)
	}
	if first := report.Violations[0]; first.Rule != "import" || first.File != "counter.go" || first.Line != 4 || first.Column != 2 || first.Message == "" {
		t.Errorf("got %+v", first)
	}
	if report.Timings.CPUMs != 0 {
		t.Error("it was compiled")
	}
}

func TestErrorsAreBounded(t *testing.T) {
	report, _ := submit(t, request("package exercise\n\nfunc Count() int {\n"+strings.Repeat("\tundefined()\n", 500)+"\treturn 1\n}\n"))
	if len(report.Errors) != maxErrors {
		t.Errorf("got %d", len(report.Errors))
	}
}

func TestLimitsAreTheLearners(t *testing.T) {
	slow := request("package exercise\n\nfunc Count() int { return 1 }\n")
	slow.Limits.WallMs = 1
	// The validator would refuse these; given files go past it.
	large := request("package exercise\n\nfunc Count() int { return len(table) + int(table[0]) }\n")
	large.Given["table.go"] = "package exercise\n\nvar table = [300 << 20]byte{1, 300<<20 - 1: 2}\n"
	busy := request("package exercise\n\nfunc Count() int { return f30[int]() }\n")
	busy.Given["chain.go"] = chain(30)
	for want, r := range map[string]*wire.BuildRequest{
		"compiling takes longer than the limit of 1ms":                        slow,
		"the compiled program is larger than the limit":                       large,
		"compiling takes more than the limit of 10 seconds of processor time": busy,
	} {
		report, _ := submit(t, r)
		if report.Status != wire.StatusCompileError || len(report.Errors) != 1 || report.Errors[0].Message != want {
			t.Errorf("%s: got %+v", want, report)
		}
	}
}

// chain is a chain of generic functions, each of which instantiates the next one twice.
func chain(links int) string {
	var text strings.Builder
	text.WriteString("package exercise\n\ntype a[T any] struct{}\ntype b[T any] struct{}\n\nfunc f0[T any]() int { return 0 }\n")
	for i := range links {
		fmt.Fprintf(&text, "func f%d[T any]() int { return f%d[a[T]]() + f%d[b[T]]() }\n", i+1, i, i)
	}
	return text.String()
}

func TestOursIsNeverTheLearners(t *testing.T) {
	const good = "package exercise\n\nfunc Count() int { return 1 }\n"
	hidden := request(good)
	hidden.Tests["counter_test.go"] = "package exercise_test\n\nvar secret int = \"42\"\n"
	path := request(good)
	path.Given["../x.go"] = "package exercise\n"
	twice := request(good)
	twice.Given["counter.go"] = good
	missing := request(good)
	missing.TestNames = []string{"TestMissing"}
	name := request(good)
	name.TestNames = []string{"TestA); os.Exit(0"}
	reserved := request(good)
	reserved.Learner["raceway_first.go"] = good
	imports := request(good)
	imports.Imports = []string{"os"}
	for _, r := range []*wire.BuildRequest{hidden, path, twice, missing, name, reserved, imports} {
		report, binary := submit(t, r)
		if report.Status != wire.StatusFailed || report.Detail == "" || len(report.Errors) != 0 || binary != nil {
			t.Errorf("got %+v", report)
		}
	}
}

func TestParseMessages(t *testing.T) {
	got := parseMessages("exercise/a.go:3:4: one\n\thave (int)\n\twant ()\nnoise\nexercise/b.go:7: two\n")
	want := []wire.CompileError{{File: "a.go", Line: 3, Column: 4, Message: "one\n\thave (int)\n\twant ()"}, {File: "b.go", Line: 7, Message: "two"}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("got %+v", got)
	}
}

// Yields must neither keep the learner's source from compiling nor change what the compiler says of it.
func TestPerturbed(t *testing.T) {
	for name, source := range map[string]string{
		"a Load of two values": "package exercise\n\ntype T struct{}\n\nfunc (T) Load() (int, bool) { return 1, true }\n\nfunc use(int, bool) int { return 1 }\n\nfunc Count() int {\n\tn, ok := T{}.Load()\n\treturn n + use(T{}.Load()) + use(n, ok)\n}\n",
		"a Load of none":       "package exercise\n\ntype T struct{}\n\nfunc (T) Load() {}\n\nfunc Count() int {\n\tT{}.Load()\n\tdefer T{}.Load()\n\treturn 1\n}\n",
		"many statements":      "package exercise\n\nfunc Count() int {\n\tx := 0\n" + strings.Repeat("\tx++\n", 2000) + "\treturn x\n}\n",
		"a goto":               "package exercise\n\nfunc Count() int {\n\tgoto end\nend:\n\treturn 1\n}\n",
	} {
		r := request(source)
		r.Perturb = true
		if report, binary := submit(t, r); report.Status != wire.StatusBuilt || !strings.Contains(string(binary), "raceway/harness.Yield") {
			t.Errorf("%s: got %+v", name, report)
		}
	}
	r := request("package exercise\n\nfunc Count() int {\n\tx := 1\n\treturn y\n}\n")
	plain, _ := submit(t, r)
	r.Perturb = true
	perturbed, _ := submit(t, r)
	if fmt.Sprint(perturbed.Errors) != fmt.Sprint(plain.Errors) || len(plain.Errors) != 2 {
		t.Errorf("got %+v, without yields %+v", perturbed.Errors, plain.Errors)
	}
}
