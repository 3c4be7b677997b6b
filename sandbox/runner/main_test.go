package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"raceway/runner/wire"
)

func buildLine(t *testing.T, learner string) string {
	t.Helper()
	line, err := json.Marshal(wire.BuildRequest{
		Kind:      "build",
		Learner:   map[string]string{"f.go": learner},
		Given:     map[string]string{},
		Tests:     map[string]string{"f_test.go": "package exercise_test\n\nimport (\n\t\"testing\"\n\n\t\"exercise\"\n)\n\nfunc TestF(t *testing.T) { exercise.F() }\n"},
		TestNames: []string{"TestF"},
		Limits:    wire.BuildLimits{WallMs: 60_000},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(line) + "\n"
}

func TestOneConnection(t *testing.T) {
	const good = "package exercise\n\nfunc F() {}\n"
	in := strings.NewReader(buildLine(t, good) + "nonsense\n" + buildLine(t, "package exercise\n") + buildLine(t, good))
	var out bytes.Buffer
	if err := serveBuilds(in, &out); err != nil {
		t.Fatal(err)
	}
	answers := wire.NewReader(&out)
	var binary bytes.Buffer
	for _, want := range []string{wire.StatusBuilt, wire.StatusFailed, wire.StatusFailed, wire.StatusBuilt} {
		var report wire.BuildReport
		if err := answers.Request("build", &report); err != nil || report.Status != want {
			t.Fatalf("got %+v, %v instead of %s", report, err, want)
		}
		if report.Binary != nil {
			binary.Reset()
			if err := answers.Binary(*report.Binary, &binary); err != nil {
				t.Fatal(err)
			}
		}
	}

	request, err := json.Marshal(wire.RunRequest{Kind: "run", TestNames: []string{"TestF"}, Schedules: [][]wire.Entry{{{Procs: 1, Repetitions: 3}}, {{Procs: 2, Repetitions: 1}}},
		Limits: wire.RunLimits{RunMs: 60_000, TotalMs: 60_000, OutputBytes: 1 << 16}, Binary: *wire.Describe(binary.Bytes())})
	if err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := serveRun(strings.NewReader(string(request)+"\n"+binary.String()), &out); err != nil {
		t.Fatal(err)
	}
	answers = wire.NewReader(&out)
	for _, want := range []int{3, 1} {
		var run wire.Run
		if err := answers.Request("run", &run); err != nil || !run.Complete || len(run.Results) != want {
			t.Errorf("got %+v, %v", run, err)
		}
		var end wire.RunEnd
		if err := answers.Request("end", &end); err != nil || !end.ScheduleComplete || end.Fault != nil {
			t.Errorf("got %+v, %v", end, err)
		}
	}
}

func TestFaultyRunRequests(t *testing.T) {
	for _, in := range []string{"nonsense\n", `{"kind":"run","binary":{"bytes":4,"sha256":"00"}}` + "\nabcd"} {
		var out bytes.Buffer
		var end wire.RunEnd
		if err := serveRun(strings.NewReader(in), &out); err != nil {
			t.Fatal(err)
		}
		if err := wire.NewReader(&out).Request("end", &end); err != nil || end.Fault == nil || end.ScheduleComplete {
			t.Errorf("%q: got %+v, %v", in, end, err)
		}
	}
}
