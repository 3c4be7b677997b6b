package validate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// FuzzCheck looks in whatever Check lets through for what must not be there, by other means: regular expressions for
// directives, and the names as the type checker resolves them.
func FuzzCheck(f *testing.F) {
	f.Add(honest)
	for source := range broken {
		f.Add("package exercise\n\n" + source)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if faults, violations := Check(map[string]string{"f.go": text}, imports, false); len(faults)+len(violations) == 0 {
			mustBeClean(t, text)
		}
	})
}

var forbidden = regexp.MustCompile(`^(//go:|//line[ \t]|/\*line[ \t]|//export |//\s*\+build|//\s*#)`)

func mustBeClean(t *testing.T, text string) {
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, "f.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("let through: %v", err)
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if forbidden.MatchString(comment.Text) {
				t.Errorf("let through: %s", comment.Text)
			}
		}
	}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if !slices.Contains(imports, path) || spec.Name != nil && spec.Name.Name == "." {
			t.Errorf("let through: import %s", path)
		}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: empty{}, Error: func(error) {}}
	pkg, _ := config.Check("exercise", positions, []*ast.File{file}, info)
	for _, name := range pkg.Scope().Names() {
		if types.Universe.Lookup(name) != nil {
			t.Errorf("let through: %s at package level", name)
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok && strings.HasPrefix(strings.ToLower(name.Name), "raceway") {
			t.Errorf("let through: %s", name.Name)
		}
		return true
	})
	mustHaveBodies(t, file)
	mustUseMembersWell(t, file, info)
}

func mustHaveBodies(t *testing.T, file *ast.File) {
	for _, declaration := range file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok && function.Body == nil {
			t.Errorf("let through: %s without a body", function.Name.Name)
		}
	}
}

// mustUseMembersWell looks at every use of a package, with what surrounds it.
func mustUseMembersWell(t *testing.T, file *ast.File, info *types.Info) {
	var around []ast.Node
	ast.Inspect(file, func(node ast.Node) bool {
		if node == nil {
			around = around[:len(around)-1]
			return true
		}
		around = append(around, node)
		name, ok := node.(*ast.Ident)
		if !ok || len(around) < 2 {
			return true
		}
		imported, ok := info.Uses[name].(*types.PkgName)
		selector, isMember := around[len(around)-2].(*ast.SelectorExpr)
		if !ok || !isMember {
			return true
		}
		path, member := imported.Imported().Path(), selector.Sel.Name
		rule := packages[path]
		if slices.Contains(rule.deny, member) || len(rule.allow) > 0 && !slices.Contains(rule.allow, member) {
			t.Errorf("let through: %s.%s", path, member)
		}
		if changes(around[:len(around)-1]) {
			t.Errorf("let through: a change of %s.%s", path, member)
		}
		return true
	})
}

// changes says whether the last of the nodes, a member of a package, is changed by those around it.
func changes(around []ast.Node) bool {
	for i := len(around) - 1; i > 0; i-- {
		inner := around[i]
		switch outer := around[i-1].(type) {
		case *ast.ParenExpr, *ast.StarExpr, *ast.SelectorExpr:
		case *ast.IndexExpr:
			if outer.X != inner {
				return false
			}
		case *ast.AssignStmt:
			expression, ok := inner.(ast.Expr)
			return ok && outer.Tok != token.DEFINE && slices.Contains(outer.Lhs, expression)
		case *ast.RangeStmt:
			return outer.Tok == token.ASSIGN && (outer.Key == inner || outer.Value == inner)
		case *ast.IncDecStmt:
			return true
		case *ast.UnaryExpr:
			return outer.Op == token.AND
		default:
			return false
		}
	}
	return false
}

// empty imports every package as one in which nothing is known, which is enough to tell its name from others.
type empty struct{}

func (empty) Import(path string) (*types.Package, error) {
	pkg := types.NewPackage(path, defaultName(path))
	pkg.MarkComplete()
	return pkg, nil
}
