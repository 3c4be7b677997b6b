package frame

import "testing"

func TestFramesSurviveTheWay(t *testing.T) {
	for _, f := range []Frame{
		{Kind: Start, Test: "TestA", Stdout: 7},
		{Kind: End, Test: "TestA", Status: "passed", Micros: 12, Stdout: 9, Stderr: 3},
		{Kind: Stuck, Test: "", Status: "busy", Text: "goroutine 1 [running]:\n\t\"x\" \x00\xff\n"},
		{Kind: Close, Code: 1},
	} {
		line := string(f.Append(nil, "s3cret"))
		got, err := Parse(line, "s3cret")
		if err != nil || got != f {
			t.Errorf("got %+v, %v instead of %+v", got, err, f)
		}
		if _, err := Parse(line, "another"); err == nil {
			t.Errorf("%q: accepted with another secret", line)
		}
	}
}

func TestForeignLinesAreRefused(t *testing.T) {
	for _, line := range []string{"", "\n", "s", "s start", `s start "A" "" 0 0 0 0`, `s start "A" "" x 0 0 0 ""`,
		`s start "A" "" 0 0 0 0 "" ""`, `s start A "" 0 0 0 0 ""`, "--- PASS: TestA (0.00s)"} {
		if f, err := Parse(line, "s"); err == nil {
			t.Errorf("%q: accepted as %+v", line, f)
		}
	}
	if _, err := Parse(` start "A" "" 0 0 0 0 ""`, ""); err == nil {
		t.Error("accepted without a secret")
	}
}
