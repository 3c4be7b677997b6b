package build

import (
	"errors"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
	return nil
}

// checkSource parses the learner's files and says what keeps them from being compiled at all.
func checkSource(files map[string]string) []wire.CompileError {
	var found []wire.CompileError
	for _, name := range slices.Sorted(maps.Keys(files)) {
		found = append(found, checkFile(name, files[name])...)
	}
	return found
}

func checkFile(name, text string) []wire.CompileError {
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, name, text, parser.SkipObjectResolution|parser.AllErrors)
	var found []wire.CompileError
	if err != nil {
		var list scanner.ErrorList
		if !errors.As(err, &list) {
			return []wire.CompileError{{File: name, Message: err.Error()}}
		}
		list.RemoveMultiples()
		for _, e := range list {
			found = append(found, wire.CompileError{File: name, Line: e.Pos.Line, Column: e.Pos.Column, Message: "syntax error: " + e.Msg})
		}
		return found
	}
	add := func(at token.Pos, message string) {
		where := positions.PositionFor(at, false)
		found = append(found, wire.CompileError{File: name, Line: where.Line, Column: where.Column, Message: message})
	}
	if file.Name.Name != packageName {
		add(file.Name.Pos(), fmt.Sprintf("package %s; expected package %s", file.Name.Name, packageName))
	}
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err != nil || !importable(path) {
			add(spec.Path.Pos(), fmt.Sprintf("package %s cannot be imported here", path))
		}
	}
	return found
}
