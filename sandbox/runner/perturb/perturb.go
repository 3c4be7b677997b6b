// Package perturb rewrites source so that its goroutines change places at points that the scheduler would rarely choose:
// before every statement, and between an atomic load and the use of what it loaded.
package perturb

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// The name under which the harness is imported; validate refuses identifiers that begin so.
const harness = "raceway_harness"

const (
	importHarness = `; import ` + harness + ` "raceway/harness"`
	yield         = harness + ".Yield(); "
	after         = harness + ".After("
)

// Yields gives a file with calls of the harness put in: before statements, and, where afterLoads says so, around what looks
// like an atomic load. The former always compile. The latter do not where something else is called Load and gives two
// values. Lines stay what they are; columns do not. A file that does not parse stays as it is: the compiler will say why.
func Yields(text string, afterLoads bool) string {
	positions := token.NewFileSet()
	tree, err := parser.ParseFile(positions, "", text, parser.SkipObjectResolution)
	if err != nil {
		return text
	}
	e := edits{positions.File(tree.FileStart), map[int]string{}}
	ast.Inspect(tree, func(node ast.Node) bool {
		e.beforeStatements(node)
		if call, ok := node.(*ast.CallExpr); ok && afterLoads && isLoad(call) {
			e.add(call.Pos(), after)
			e.add(call.End(), ")")
		}
		return true
	})
	if len(e.at) == 0 {
		return text
	}
	e.add(tree.Name.End(), importHarness)
	return e.apply(text)
}

// edits are texts to insert, by offset.
type edits struct {
	file *token.File
	at   map[int]string
}

// add puts text behind what already goes to the same place, but for a closing bracket, which belongs to what ends there.
func (e edits) add(pos token.Pos, text string) {
	offset := e.file.Offset(pos)
	if text == ")" {
		e.at[offset] = text + e.at[offset]
	} else {
		e.at[offset] += text
	}
}

func (e edits) apply(text string) string {
	var b strings.Builder
	from := 0
	for _, offset := range slices.Sorted(maps.Keys(e.at)) {
		b.WriteString(text[from:offset])
		b.WriteString(e.at[offset])
		from = offset
	}
	b.WriteString(text[from:])
	return b.String()
}

func (e edits) beforeStatements(node ast.Node) {
	var list []ast.Stmt
	switch node := node.(type) {
	case *ast.BlockStmt:
		list = node.List
	case *ast.CaseClause:
		list = node.Body
	case *ast.CommClause:
		list = node.Body
	}
	for _, statement := range list {
		switch statement.(type) {
		case *ast.CaseClause, *ast.CommClause:
		default:
			e.add(statement.Pos(), yield)
		}
	}
}

// isLoad knows x.Load() and atomic.LoadInt64(&x).
func isLoad(call *ast.CallExpr) bool {
	function, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if function.Sel.Name == "Load" {
		return len(call.Args) == 0
	}
	pkg, ok := function.X.(*ast.Ident)
	return ok && pkg.Name == "atomic" && strings.HasPrefix(function.Sel.Name, "Load") && len(call.Args) == 1
}
