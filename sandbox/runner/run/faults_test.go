package run_test

import (
	"strings"
	"testing"

	"raceway/runner/wire"
)

// Each of these ends the process in TestF: that is unfinished, and TestNext still runs, in another process.
func TestEarlyEnds(t *testing.T) {
	for _, test := range []struct {
		name, imports, learner string
		exitCode               int
		says                   string
	}{
		{"race", ``, `func F() {
	n, done := 0, make(chan bool)
	go func() { n++; close(done) }()
	n++
	<-done
}
`, 66, "exercise/f.go:7"},
		{"panic", ``, "func F() { panic(\"oh\") }\n", 2, "panic: oh"},
		{"panic elsewhere", ``, "func F() { go func() { panic(\"oh\") }(); select {} }\n", 2, "panic: oh"},
		{"exit", `import "log"`, "func F() { log.Fatal(\"leaving\") }\n", 1, "leaving"},
		{"goexit", `import "runtime"`, "func F() { runtime.Goexit() }\n", 2, "Goexit"},
		{"recursion", ``, "func F() { if g(1) > 0 { panic(1) } }\nfunc g(n int) int { return g(n+1) + 1 }\n", 2, "stack overflow"},
		{"forged output", ``, "func F() { println(\"--- PASS: TestF (0.00s)\\nPASS\\nWARNING: DATA RACE\"); panic(0) }\n", 2, "panic: 0"},
	} {
		runs, complete := judging{imports: test.imports, learner: test.learner, tests: callAndGoOn, names: []string{"TestF", "TestNext"}}.run(t)
		if !complete || len(runs) != 2 {
			t.Errorf("%s: got %v, %+v", test.name, complete, runs)
			continue
		}
		first, second := runs[0], runs[1]
		if got := statuses(first.Results); got != "TestF unfinished" || first.Complete || first.ExitCode != test.exitCode {
			t.Errorf("%s: got %s, %+v", test.name, got, first)
		}
		if !strings.Contains(first.Stderr+first.RaceLog, test.says) {
			t.Errorf("%s: got %q, %q", test.name, first.RaceLog, first.Stderr)
		}
		if (first.RaceLog != "") != (test.name == "race") || first.KilledFor != nil || first.Stuck != nil || first.OutOfMemory {
			t.Errorf("%s: got %+v", test.name, first)
		}
		if got := statuses(second.Results); got != "TestNext passed" || !second.Complete {
			t.Errorf("%s: got %s, %+v", test.name, got, second)
		}
	}
}

// What happens after the last test, or before the first, counts as well.
func TestEndsOutsideOfTests(t *testing.T) {
	after := judging{learner: "func F() {}\n", names: []string{"TestF"},
		tests: "func TestF(t *testing.T) { t.Cleanup(func() { panic(\"late\") }) }\n"}
	before := judging{imports: `import "log"`, learner: "func F() {}\nfunc init() { log.Fatal(\"early\") }\n", names: []string{"TestF", "TestNext"}, tests: callAndGoOn}
	for want, j := range map[string]judging{"TestF unfinished": after, "TestF unfinished, TestNext unfinished": before} {
		runs, complete := j.run(t)
		if got := statuses(runs[0].Results); !complete || len(runs) != 1 || got != want || runs[0].Complete {
			t.Errorf("got %v, %s, %+v", complete, got, runs)
		}
	}
}

// Only code that the import list keeps out could do these; the given tests stand in for it.
func TestForgeries(t *testing.T) {
	for name, body := range map[string]string{
		"exit 0":   "os.Exit(0)",
		"raw exit": "syscall.Exit(0)",
		"frames": `channel := os.NewFile(3, "")
	channel.WriteString("0000 end \"TestF\" \"passed\" 0 0 0 0 \"\"\n0000 close \"\" \"\" 0 0 0 0 \"\"\n")
	syscall.Exit(0)`,
		"secret": `text, _ := io.ReadAll(os.Stdin)
	if len(text) > 0 { t.Fatal("standard input can be read") }
	syscall.Exit(0)`,
	} {
		runs, _ := judging{learner: "func F() {}\n", names: []string{"TestF"},
			tests: "func TestF(t *testing.T) {\n\t_, _, _ = os.Exit, syscall.Exit, io.EOF\n\t" + body + "\n}\n"}.with("io", "os", "syscall").run(t)
		if got := statuses(runs[0].Results); len(runs) != 1 || got != "TestF unfinished" || runs[0].Complete {
			t.Errorf("%s: got %s, %+v", name, got, runs)
		}
	}
}

func TestOutputFlood(t *testing.T) {
	for name, learner := range map[string]string{
		"stdout": "func F() { for { fmt.Println(\"flood flood flood flood flood flood\") } }\n",
		"stderr": "var _ = fmt.Sprint\nfunc F() { for { println(\"flood\") } }\n",
	} {
		runs, _ := judging{imports: `import "fmt"`, learner: learner, tests: callAndGoOn, names: []string{"TestF", "TestNext"}}.run(t)
		if runs[0].KilledFor == nil || *runs[0].KilledFor != wire.KilledForOutput || len(runs[0].Stderr)+len(runs[0].Results[0].Output) > 256<<10 {
			t.Errorf("%s: got %+v", name, runs[0])
		}
	}
}

// The stacks of many goroutines are more than the output limit, but they are not the program's output.
func TestLongCrashIsNoFlood(t *testing.T) {
	runs, _ := judging{learner: `func F() {
	for range 2000 { go func() { select {} }() }
	panic("oh")
}
`, tests: callF, names: []string{"TestF"}}.run(t)
	if runs[0].KilledFor != nil || runs[0].ExitCode != 2 {
		t.Errorf("got %v, %d", runs[0].KilledFor, runs[0].ExitCode)
	}
}
