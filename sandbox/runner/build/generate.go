package build

import (
	"fmt"
	"strings"
)

const (
	firstFile = reservedPrefix + "first.go"
	mainFile  = reservedPrefix + "main.go"
)

// firstSource goes into the learner's package: what it imports is initialised before.
const firstSource = "package " + packageName + "\n\nimport _ \"raceway/harness\"\n"

// mainSource is the program that runs the tests in the given order.
func mainSource(testNames []string) string {
	var tests strings.Builder
	for _, name := range testNames {
		fmt.Fprintf(&tests, "\t\t{Name: %q, F: tests.%s},\n", name, name)
	}
	return fmt.Sprintf(mainTemplate, tests.String())
}

const mainTemplate = `package main

import (
	"testing"

	tests "exercise_test"
	"raceway/harness"
)

func main() {
	harness.Main([]testing.InternalTest{
%s	})
}
`
