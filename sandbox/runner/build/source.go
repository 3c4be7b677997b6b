package build

import (
	"errors"
	"fmt"
	"go/token"
	"regexp"
	"strings"

	"raceway/runner/validate"
	"raceway/runner/wire"
)

const packageName = "exercise"

// Names that begin so are files of the runner's own.
const reservedPrefix = "raceway_"

var fileName = regexp.MustCompile(`^[a-z][a-z0-9_]*\.go$`)

// checkRequest refuses names that are no plain Go file names, for they become paths, and what cannot be built at all.
func checkRequest(request *wire.BuildRequest) error {
	seen := map[string]bool{}
	for _, files := range []map[string]string{request.Learner, request.Given, request.Tests} {
		for name := range files {
			if !fileName.MatchString(name) || strings.HasPrefix(name, reservedPrefix) {
				return fmt.Errorf("file name %q", name)
			}
		}
	}
	for _, files := range []map[string]string{request.Learner, request.Given} {
		for name := range files {
			if seen[name] {
				return fmt.Errorf("file %s twice", name)
			}
			seen[name] = true
		}
	}
	if len(request.Learner) == 0 || len(request.TestNames) == 0 || request.Limits.WallMs <= 0 {
		return errors.New("no files, no tests or no time")
	}
	for _, name := range request.TestNames {
		if !token.IsIdentifier(name) || !strings.HasPrefix(name, "Test") {
			return fmt.Errorf("test name %q", name)
		}
	}
	for _, path := range request.Imports {
		if !validate.Importable(path, request.WritesTests) {
			return fmt.Errorf("no exercise may allow to import %q", path)
		}
	}
	return nil
}
