package validate

import (
	"go/ast"
	"go/types"
	"regexp"
	"strings"
)

// What the testing package takes for its own (cmd/go/internal/load/test.go).
var testName = regexp.MustCompile(`^(Test|Benchmark|Fuzz|Example)($|[^a-z])`)

// reservedPrefix begins the names that belong to the judge, in every scope: what it puts into the source must mean its own.
const reservedPrefix = "raceway"

func (c *checker) checkDeclarations(tree *ast.File) {
	for _, declaration := range tree.Decls {
		switch declaration := declaration.(type) {
		case *ast.FuncDecl:
			c.checkFunction(declaration)
		case *ast.GenDecl:
			for _, spec := range declaration.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					c.checkName(spec.Name)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						c.checkName(name)
					}
				}
			}
		}
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok && strings.HasPrefix(strings.ToLower(name.Name), reservedPrefix) {
			c.violate("reserved-name", name.Pos(), "names that begin with %s are the judge's: choose another name", reservedPrefix)
		}
		return true
	})
}

func (c *checker) checkFunction(function *ast.FuncDecl) {
	if function.Body == nil {
		c.violate("function-body", function.Pos(), "%s has no body: write it in Go, in { }", function.Name.Name)
	}
	if function.Recv != nil {
		return
	}
	c.checkName(function.Name)
	if name := function.Name.Name; testName.MatchString(name) && !(c.tests && strings.HasPrefix(name, "Test") && name != "TestMain") {
		c.violate("reserved-name", function.Name.Pos(), "%s is a name of a test, and tests are not handed in: leave it out, or give the function another name", function.Name.Name)
	}
}

// checkName looks at a name that the whole package can see, and with it the judge's files in the package.
func (c *checker) checkName(name *ast.Ident) {
	if types.Universe.Lookup(name.Name) != nil {
		c.violate("predeclared-name", name.Pos(), "%s already means something in Go, for the whole package: choose another name", name.Name)
	}
}
