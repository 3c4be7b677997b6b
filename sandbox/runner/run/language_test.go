package run_test

import "testing"

// The version of the language is the judge's, whatever a go.mod at home says: loop variables belong to their iteration
// (go1.22), functions can be ranged over (go1.23).
func TestLanguageVersionIsFixed(t *testing.T) {
	runs, _ := judging{
		learner: `func F() int {
	sum, all := 0, []func(){}
	for i := 0; i < 3; i++ { all = append(all, func() { sum += i }) }
	for _, f := range all { f() }
	for n := range func(yield func(int) bool) { yield(10) } { sum += n }
	return sum
}
`,
		tests: "func TestF(t *testing.T) { if got := exercise.F(); got != 13 { t.Errorf(\"got %d\", got) } }\n",
		names: []string{"TestF"},
	}.run(t)
	if got := statuses(runs[0].Results); got != "TestF passed" {
		t.Errorf("got %s, %+v", got, runs[0])
	}
}
