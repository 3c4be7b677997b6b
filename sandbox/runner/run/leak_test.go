package run_test

import (
	"strings"
	"testing"

	"raceway/runner/wire"
)

func TestLeaksAreToldWithTheTestThatLeftThem(t *testing.T) {
	for _, test := range []struct{ name, imports, learner, state string }{
		{"channel", ``, "func F() { c := make(chan int); go func() { c <- 1 }() }\n", "chan send"},
		{"mutex", `import "sync"`, "func F() { mu := new(sync.Mutex); mu.Lock(); go mu.Lock() }\n", "sync.Mutex.Lock"},
		{"group", `import "sync"`, "func F() { wg := new(sync.WaitGroup); wg.Add(1); go wg.Wait() }\n", "sync.WaitGroup.Wait"},
		{"select", ``, "func F() { go func() { select {} }() }\n", "select (no cases)"},
	} {
		runs, complete := judging{imports: test.imports, learner: test.learner, leftovers: wire.LeftoversForbidden,
			tests: "func TestBefore(t *testing.T) {}\n" + callAndGoOn, names: []string{"TestBefore", "TestF", "TestNext"}}.run(t)
		if !complete || len(runs) != 1 || !runs[0].Complete || runs[0].ExitCode != 0 {
			t.Fatalf("%s: got %v, %+v", test.name, complete, runs)
		}
		before, leaky, next := runs[0].Results[0], runs[0].Results[1], runs[0].Results[2]
		if before.Leaked != "" || next.Leaked != "" {
			t.Errorf("%s: told with the wrong test: %q, %q", test.name, before.Leaked, next.Leaked)
		}
		if leaky.Status != wire.Passed || !strings.Contains(leaky.Leaked, test.state) || !strings.Contains(leaky.Leaked, "exercise/f.go:") {
			t.Errorf("%s: got %s, %q", test.name, leaky.Status, leaky.Leaked)
		}
	}
}

// What ends by itself, sleeps, or can still be reached is no leak.
func TestNoLeak(t *testing.T) {
	for name, j := range map[string]judging{
		"on its way out":     {learner: "func F() { for range 100 { go func() { for range 1000 { } }() } }\n"},
		"sleeping":           {imports: `import "time"`, learner: "func F() { go time.Sleep(time.Hour) }\n"},
		"janitor":            {imports: `import "time"`, learner: "func F() { go func() { for range time.Tick(time.Millisecond) { } }() }\n"},
		"owner in reach":     {learner: "var ops = make(chan int)\nfunc F() { go func() { for range ops { } }() }\n"},
		"since the start":    {learner: "func F() {}\nfunc init() { go func() { select {} }() }\n"},
		"leaks allowed":      {learner: "func F() { go func() { select {} }() }\n", leftovers: wire.LeftoversAllowed},
		"stopped at the end": {learner: "func F() { c := make(chan int); go func() { <-c }(); close(c) }\n"},
	} {
		j.tests, j.names = callAndGoOn, []string{"TestF", "TestNext"}
		if j.leftovers == "" {
			j.leftovers = wire.LeftoversForbidden
		}
		runs, _ := j.run(t)
		for _, result := range runs[0].Results {
			if result.Leaked != "" || result.Status != wire.Passed {
				t.Errorf("%s: %s got %s, %q", name, result.Name, result.Status, result.Leaked)
			}
		}
	}
}
