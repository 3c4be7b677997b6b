package validate

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// scope is a file and the packages that its names stand for.
type scope struct {
	*checker
	paths map[string]string
	// harmless are the selectors that stand where a general rule against them does not count.
	harmless map[*ast.SelectorExpr]bool
}

func (c *checker) checkPackages(tree *ast.File) {
	s := scope{checker: c, paths: map[string]string{}, harmless: map[*ast.SelectorExpr]bool{}}
	for _, spec := range tree.Imports {
		s.checkImport(spec)
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CallExpr:
			s.findHarmless(node)
		case *ast.SelectorExpr:
			s.checkMember(node)
		case *ast.AssignStmt:
			if node.Tok != token.DEFINE {
				s.checkTargets(node.Lhs...)
			}
		case *ast.RangeStmt:
			if node.Tok == token.ASSIGN {
				s.checkTargets(node.Key, node.Value)
			}
		case *ast.IncDecStmt:
			s.checkTargets(node.X)
		case *ast.UnaryExpr:
			if node.Op == token.AND {
				s.checkTargets(node.X)
			}
		case *ast.SliceExpr:
			s.checkTargets(node.X)
		}
		return true
	})
}

func (s *scope) checkImport(spec *ast.ImportSpec) {
	path, err := strconv.Unquote(spec.Path.Value)
	if err != nil || !Importable(path, s.tests) || !slices.Contains(s.imports, path) {
		s.violate("import", spec.Path.Pos(), "this exercise does not allow to import %q: %s", path, s.advice(path))
		return
	}
	name := defaultName(path)
	if spec.Name != nil {
		name = spec.Name.Name
	}
	if name == "." {
		s.violate("dot-import", spec.Pos(), "import %q under a name, without the dot, and write the name before what you use of it", path)
		return
	}
	s.paths[name] = path
}

func (s *scope) advice(path string) string {
	if sentence, known := instead[path]; known {
		return sentence
	}
	if len(s.imports) == 0 {
		return "it needs no package at all"
	}
	return "it allows " + strings.Join(s.imports, ", ")
}

// defaultName is the name in the package clause of the package at path.
func defaultName(path string) string {
	if path == "math/rand/v2" {
		return "rand"
	}
	return path[strings.LastIndex(path, "/")+1:]
}

// packageOf gives the path of the package that x stands for, or "". The parser resolves names that are declared in the
// file; one of an import stays unresolved.
func (s *scope) packageOf(x ast.Expr) string {
	if name, ok := ast.Unparen(x).(*ast.Ident); ok && name.Obj == nil {
		return s.paths[name.Name]
	}
	return ""
}

// findHarmless notes what a call makes acceptable: its function may be a method of a shared pointer.
func (s *scope) findHarmless(call *ast.CallExpr) {
	function, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return
	}
	if numberOfProcs(call) {
		s.harmless[function] = true
	}
	if receiver, ok := ast.Unparen(function.X).(*ast.SelectorExpr); ok {
		s.harmless[receiver] = slices.Contains(packages[s.packageOf(receiver.X)].receiver, receiver.Sel.Name)
	}
}

// numberOfProcs: GOMAXPROCS(0) only asks.
func numberOfProcs(call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	argument, ok := call.Args[0].(*ast.BasicLit)
	return ok && argument.Value == "0"
}

func (s *scope) checkMember(node *ast.SelectorExpr) {
	path := s.packageOf(node.X)
	if path == "" {
		if sentence, known := insteadInTests[node.Sel.Name]; known && s.tests {
			s.violate("member", node.Sel.Pos(), "%s is not allowed: %s", node.Sel.Name, sentence)
		}
		return
	}
	name, rule := node.Sel.Name, packages[path]
	if _, ok := testPackages[path]; ok {
		rule = testPackages[path]
	}
	fine := !slices.Contains(rule.deny, name) && (len(rule.allow) == 0 || slices.Contains(rule.allow, name))
	if path == "runtime" && name == "GOMAXPROCS" || slices.Contains(rule.receiver, name) {
		fine = s.harmless[node]
	}
	if fine {
		return
	}
	sentence, known := instead[path+"."+name]
	if !known {
		sentence = "solve the exercise without it"
	}
	s.violate("member", node.Pos(), "%s.%s is not allowed: %s", defaultName(path), name, sentence)
}

// checkTargets refuses what changes, or could change, a variable of another package or what it leads to.
func (s *scope) checkTargets(targets ...ast.Expr) {
	for _, target := range targets {
		if node := s.variable(target); node != nil {
			s.violate("package-variable", target.Pos(), "%s.%s belongs to another package and to everybody: leave it as it is, and copy it into a variable of your own", defaultName(s.packageOf(node.X)), node.Sel.Name)
		}
	}
}

// variable finds the name of another package that x is a part of, or that x is reached through.
func (s *scope) variable(x ast.Expr) *ast.SelectorExpr {
	for {
		switch node := x.(type) {
		case *ast.ParenExpr:
			x = node.X
		case *ast.StarExpr:
			x = node.X
		case *ast.IndexExpr:
			x = node.X
		case *ast.SliceExpr:
			x = node.X
		case *ast.TypeAssertExpr:
			x = node.X
		case *ast.SelectorExpr:
			if s.packageOf(node.X) != "" {
				return node
			}
			x = node.X
		default:
			return nil
		}
	}
}
