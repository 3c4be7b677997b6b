package run_test

import (
	"strings"
	"testing"

	"raceway/runner/wire"
)

func TestDeadlock(t *testing.T) {
	const inBubble = "func TestF(t *testing.T) { synctest.Test(t, func(t *testing.T) { exercise.F() }) }\n"
	for _, test := range []struct{ name, imports, learner, tests, state string }{
		{"mutex", `import "sync"`, "func F() { var mu sync.Mutex; mu.Lock(); mu.Lock() }\n", callF, "sync.Mutex.Lock"},
		{"package-level mutex", `import "sync"`, "var mu sync.Mutex\nfunc F() { mu.Lock(); mu.Lock() }\n", callF, "sync.Mutex.Lock"},
		{"two mutexes", `import "sync"`, `func F() {
	var a, b sync.Mutex
	var both, done sync.WaitGroup
	both.Add(2)
	lock := func(first, second *sync.Mutex) { first.Lock(); both.Done(); both.Wait(); second.Lock() }
	done.Go(func() { lock(&a, &b) })
	done.Go(func() { lock(&b, &a) })
	done.Wait()
}
`, callF, "sync.WaitGroup.Wait"},
		{"channel", ``, "func F() { results := make(chan int); go func() { for range 2 { results <- 1 } }(); for range results { } }\n", callF, "chan receive"},
		{"channel beside a ticker", `import "time"`, `func F() {
	go func() { for range time.Tick(time.Millisecond) { } }()
	<-make(chan int)
}
`, callF, "chan receive"},
		{"in a subtest", ``, "func F() { <-make(chan int) }\n", "func TestF(t *testing.T) { t.Run(\"sub\", func(t *testing.T) { exercise.F() }) }\n", "chan receive"},
		{"mutex in a bubble", `import "sync"`, "func F() { var mu sync.Mutex; mu.Lock(); mu.Lock() }\n", inBubble, "sync.Mutex.Lock"},
		{"mutex in a bubble beside a waiting worker", `import "sync"`, `var mu sync.Mutex
func F() { jobs := make(chan int); go func() { for range jobs { } }(); mu.Lock(); mu.Lock(); close(jobs) }
`, inBubble, "sync.Mutex.Lock"},
	} {
		j := judging{imports: test.imports, learner: test.learner, tests: test.tests, names: []string{"TestF"}}
		if strings.Contains(test.tests, "synctest") {
			j = j.with("testing/synctest")
		}
		runs, _ := j.run(t)
		if got := statuses(runs[0].Results); got != "TestF unfinished" || runs[0].Stuck == nil {
			t.Errorf("%s: got %s, %+v", test.name, got, runs[0])
			continue
		}
		stuck := runs[0].Stuck
		if stuck.Kind != "deadlock" || stuck.Test != "TestF" || !strings.Contains(stuck.Goroutines, test.state) || !strings.Contains(stuck.Goroutines, "exercise/f.go:") {
			t.Errorf("%s: got %+v", test.name, *stuck)
		}
		if runs[0].KilledFor != nil || runs[0].WallMs > 30_000 {
			t.Errorf("%s: got %+v", test.name, runs[0])
		}
	}
}

func TestBusy(t *testing.T) {
	for name, j := range map[string]judging{
		"loop":         {learner: "func F() { for { } }\n"},
		"sleep":        {imports: `import "time"`, learner: "func F() { time.Sleep(time.Hour) }\n"},
		"endless init": {learner: "func F() {}\nfunc init() { for { } }\n"},
	} {
		j.tests, j.names, j.limits = callF, []string{"TestF"}, wire.RunLimits{RunMs: 3000}
		runs, _ := j.run(t)
		if got := statuses(runs[0].Results); got != "TestF unfinished" || runs[0].Complete {
			t.Errorf("%s: got %s, %+v", name, got, runs[0])
		}
		if killed := runs[0].KilledFor; runs[0].Stuck == nil && (killed == nil || *killed != wire.KilledForTime) || runs[0].Stuck != nil && runs[0].Stuck.Kind != "busy" {
			t.Errorf("%s: got %+v", name, runs[0])
		}
	}
}

// Timers do wake these in the end, so they are no deadlock, however long they take.
func TestSlowIsNoDeadlock(t *testing.T) {
	runs, _ := judging{imports: `import "time"`, learner: `func F() {
	<-time.After(2 * time.Second)
	done := make(chan bool)
	time.AfterFunc(2 * time.Second, func() { close(done) })
	<-done
}
`, tests: callF, names: []string{"TestF"}}.run(t)
	if got := statuses(runs[0].Results); got != "TestF passed" || !runs[0].Complete {
		t.Errorf("got %s, %+v", got, runs[0])
	}
}
