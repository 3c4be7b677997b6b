package run_test

import (
	"strings"
	"testing"

	"raceway/runner/wire"
)

func TestCompleteRuns(t *testing.T) {
	runs, complete := judging{
		learner: "func F() int { println(\"from F\"); return 1 }\n",
		tests: `func TestB(t *testing.T) { t.Log("this is B", exercise.F()) }
func TestA(t *testing.T) { t.Run("sub", func(t *testing.T) { t.Parallel() }) }
func TestS(t *testing.T) { t.Skip("not now") }
`,
		names:    []string{"TestB", "TestA", "TestS"},
		schedule: []wire.Entry{{Procs: 1, Repetitions: 2}, {Procs: 4, Repetitions: 1}},
	}.run(t)
	if !complete || len(runs) != 2 {
		t.Fatalf("got %v, %+v", complete, runs)
	}
	const each = "TestB passed, TestA passed, TestS skipped"
	for i, want := range []string{each + ", " + each, each} {
		if got := statuses(runs[i].Results); got != want || !runs[i].Complete || runs[i].ExitCode != 0 {
			t.Errorf("got %s, %+v", got, runs[i])
		}
	}
	b := runs[1].Results[0].Output
	if !strings.Contains(b, "this is B 1") || !strings.Contains(b, "from F") || strings.Contains(b, "=== RUN") {
		t.Errorf("got %q", b)
	}
	if s := runs[1].Results[2].Output; !strings.Contains(s, "not now") || strings.HasSuffix(s, "PASS\n") {
		t.Errorf("got %q", s)
	}
	if runs[0].Procs != 1 || runs[1].Procs != 4 || runs[0].PeakMemoryBytes == 0 || runs[0].CPUMs == 0 {
		t.Errorf("got %+v", runs)
	}
}

func TestFailedIsCompleteAndNotRunAgain(t *testing.T) {
	runs, complete := judging{
		learner: "func F() int { return 1 }\n",
		tests: `func TestWrong(t *testing.T) { t.Fatal("wrong") }
func TestSub(t *testing.T) { t.Run("sub", func(t *testing.T) { t.Parallel(); t.Error("wrong") }) }
func TestRight(t *testing.T) {}
`,
		names:    []string{"TestWrong", "TestSub", "TestRight"},
		schedule: []wire.Entry{{Procs: 1, Repetitions: 1}, {Procs: 2, Repetitions: 1}},
	}.run(t)
	if !complete || len(runs) != 2 || !runs[0].Complete || runs[0].ExitCode != 1 {
		t.Fatalf("got %v, %+v", complete, runs)
	}
	if got := statuses(runs[0].Results); got != "TestWrong failed, TestSub failed, TestRight passed" {
		t.Errorf("got %s", got)
	}
	if got := statuses(runs[1].Results); got != "TestRight passed" || !runs[1].Complete {
		t.Errorf("got %s, %+v", got, runs[1])
	}
}

func TestOthersGetTheirRepetitionsWhenOneEndsTheProcess(t *testing.T) {
	runs, complete := judging{
		learner:  "func F() { panic(\"no\") }\n",
		tests:    "func TestBefore(t *testing.T) {}\n" + callAndGoOn,
		names:    []string{"TestBefore", "TestF", "TestNext"},
		schedule: []wire.Entry{{Procs: 2, Repetitions: 2}, {Procs: 1, Repetitions: 1}},
	}.run(t)
	want := []string{
		"TestBefore passed, TestF unfinished",
		"TestBefore passed, TestNext passed, TestBefore passed, TestNext passed",
		"TestBefore passed, TestNext passed",
	}
	if !complete || len(runs) != len(want) {
		t.Fatalf("got %v, %+v", complete, runs)
	}
	for i := range want {
		if got := statuses(runs[i].Results); got != want[i] {
			t.Errorf("run %d: got %s", i, got)
		}
	}
}

func TestATestThatUsesUpItsTimeEndsTheSchedule(t *testing.T) {
	runs, complete := judging{
		learner: "func F() { for { } }\n",
		tests:   callAndGoOn,
		names:   []string{"TestF", "TestNext"},
		limits:  wire.RunLimits{RunMs: 1000},
	}.run(t)
	if complete || len(runs) != 1 || statuses(runs[0].Results) != "TestF unfinished" {
		t.Errorf("got %v, %+v", complete, runs)
	}
}

func TestTotalTimeCutsTheSchedule(t *testing.T) {
	j := judging{
		learner:  "func F() { for { } }\n",
		tests:    callAndGoOn,
		names:    []string{"TestF", "TestNext"},
		limits:   wire.RunLimits{TotalMs: 700},
		schedule: []wire.Entry{{Procs: 2, Repetitions: 1}, {Procs: 2, Repetitions: 1}},
	}
	runs, complete := j.run(t)
	if complete || len(runs) != 1 || runs[0].Complete {
		t.Errorf("got %v, %+v", complete, runs)
	}
}
