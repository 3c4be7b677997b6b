// Package validate judges the learner's source before the compiler sees it: by its tokens, then by its syntax tree.
// It knows no types. Where a rule would need them it is stricter than it had to be, and its sentence says what to
// write instead.
package validate

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"maps"
	"slices"

	"raceway/runner/wire"
)

// packageName is the package that every learner's file belongs to.
const packageName = "exercise"

// checker is one validation. Positions are those of the text, whatever //line says.
type checker struct {
	files      *token.FileSet
	trees      []*ast.File
	imports    []string
	tests      bool
	errors     []wire.CompileError
	violations []wire.Violation
	constants  *constants
	sizes      *sizes
}

// Check parses the files, by name, and says what keeps them from being compiled: errors of syntax, else violations of
// the policy. imports is what the exercise allows to import; tests says that the files are tests.
func Check(files map[string]string, imports []string, tests bool) ([]wire.CompileError, []wire.Violation) {
	c := &checker{files: token.NewFileSet(), imports: imports, tests: tests}
	names := slices.Sorted(maps.Keys(files))
	c.checkFileNames(names)
	if c.checkTokens(names, files); c.outOfBounds() {
		return nil, c.violations
	}
	for _, name := range names {
		c.parse(name, files[name])
	}
	if len(c.errors) > 0 {
		return c.errors, nil
	}
	if c.checkDepth(); c.outOfBounds() {
		return nil, c.violations
	}
	for _, tree := range c.trees {
		c.checkDeclarations(tree)
		c.checkPackages(tree)
	}
	c.constants = newConstants(c.trees)
	c.sizes = newSizes(c.constants)
	c.checkConstants()
	c.checkSizes()
	c.checkGenerics()
	slices.SortStableFunc(c.violations, byPosition)
	return nil, slices.CompactFunc(c.violations, sameFault)
}

func (c *checker) parse(name, text string) {
	tree, err := parser.ParseFile(c.files, name, text, parser.AllErrors)
	if err != nil {
		c.syntaxErrors(name, err)
		return
	}
	if tree.Name.Name != packageName {
		c.fail(tree.Name.Pos(), fmt.Sprintf("package %s; expected package %s", tree.Name.Name, packageName))
	}
	c.trees = append(c.trees, tree)
}

func (c *checker) syntaxErrors(name string, err error) {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		c.errors = append(c.errors, wire.CompileError{File: name, Message: err.Error()})
		return
	}
	list.RemoveMultiples()
	for _, e := range list {
		c.errors = append(c.errors, wire.CompileError{File: name, Line: e.Pos.Line, Column: e.Pos.Column, Message: "syntax error: " + e.Msg})
	}
}

func (c *checker) fail(at token.Pos, message string) {
	where := c.files.PositionFor(at, false)
	c.errors = append(c.errors, wire.CompileError{File: where.Filename, Line: where.Line, Column: where.Column, Message: message})
}

func (c *checker) violate(rule string, at token.Pos, format string, args ...any) {
	c.violateAt(rule, c.files.PositionFor(at, false), format, args...)
}

func (c *checker) violateAt(rule string, where token.Position, format string, args ...any) {
	c.violations = append(c.violations, wire.Violation{
		Rule: rule, File: where.Filename, Line: where.Line, Column: where.Column, Message: fmt.Sprintf(format, args...),
	})
}

func byPosition(a, b wire.Violation) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// sameFault: a type and the parts that make it too large are found one by one.
func sameFault(a, b wire.Violation) bool {
	return a.Rule == b.Rule && a.File == b.File && a.Line == b.Line && (a.Column == b.Column || a.Rule == "constant-size")
}
