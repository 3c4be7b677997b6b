package validate

import (
	"go/ast"
	"go/token"
)

const (
	maxTypeParameters = 6
	maxTypeNesting    = 6
	// maxInstances bounds the ways in which generic declarations lead to each other. Each may be one more instance for the
	// compiler, and a chain of declarations, each of which uses the next one twice, doubles them with every link.
	maxInstances = 2_000
)

// checkGenerics bounds how much code the compiler makes of generic declarations.
func (c *checker) checkGenerics() {
	g := generics{uses: map[string][]string{}, underWay: map[string]bool{}}
	for _, tree := range c.trees {
		ast.Inspect(tree, c.checkTypeLists)
		for _, declaration := range tree.Decls {
			g.add(declaration)
		}
	}
	for name, uses := range g.uses {
		g.uses[name] = g.known(uses)
	}
	for _, tree := range c.trees {
		for _, declaration := range tree.Decls {
			for _, name := range genericNames(declaration) {
				if g.instances = 0; !g.follow(name.Name) {
					c.violate("generics", name.Pos(), "generic declarations lead to each other in too many ways from here: use fewer of them")
					return
				}
			}
		}
	}
}

// checkTypeLists looks at one list of type parameters or arguments.
func (c *checker) checkTypeLists(node ast.Node) bool {
	var parameters *ast.FieldList
	switch node := node.(type) {
	case *ast.FuncType:
		parameters = node.TypeParams
	case *ast.TypeSpec:
		parameters = node.TypeParams
	case *ast.IndexExpr, *ast.IndexListExpr:
		if typeNesting(node.(ast.Expr)) > maxTypeNesting {
			c.violate("generics", node.Pos(), "type arguments are nested more than %d deep: declare a type for the inner ones", maxTypeNesting)
			return false
		}
	}
	if parameters.NumFields() > maxTypeParameters {
		c.violate("generics", parameters.Pos(), "there are more than %d type parameters: use fewer, or an interface", maxTypeParameters)
	}
	return true
}

func typeNesting(x ast.Expr) int {
	deepest, depth := 0, 0
	var open []bool
	ast.Inspect(x, func(node ast.Node) bool {
		if node == nil {
			if open[len(open)-1] {
				depth--
			}
			open = open[:len(open)-1]
			return true
		}
		_, one := node.(*ast.IndexExpr)
		_, many := node.(*ast.IndexListExpr)
		if open = append(open, one || many); one || many {
			depth++
			deepest = max(deepest, depth)
		}
		return true
	})
	return deepest
}

// generics are the generic declarations of the package by name, methods by theirs alone, and what each mentions.
type generics struct {
	uses      map[string][]string
	underWay  map[string]bool
	instances int
}

func (g *generics) add(declaration ast.Decl) {
	for _, generic := range genericNames(declaration) {
		var uses []string
		ast.Inspect(declaration, func(node ast.Node) bool {
			if name, ok := node.(*ast.Ident); ok && name != generic {
				uses = append(uses, name.Name)
			}
			return true
		})
		g.uses[generic.Name] = append(g.uses[generic.Name], uses...)
	}
}

// genericNames are the names of what a declaration declares with type parameters, its own or its receiver's.
func genericNames(declaration ast.Decl) []*ast.Ident {
	var names []*ast.Ident
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		if declaration.Type.TypeParams != nil || genericReceiver(declaration.Recv) {
			names = append(names, declaration.Name)
		}
	case *ast.GenDecl:
		if declaration.Tok != token.TYPE {
			break
		}
		for _, spec := range declaration.Specs {
			if spec := spec.(*ast.TypeSpec); spec.TypeParams != nil {
				names = append(names, spec.Name)
			}
		}
	}
	return names
}

func genericReceiver(receiver *ast.FieldList) bool {
	found := false
	if receiver != nil {
		ast.Inspect(receiver, func(node ast.Node) bool {
			switch node.(type) {
			case *ast.IndexExpr, *ast.IndexListExpr:
				found = true
			}
			return !found
		})
	}
	return found
}

func (g *generics) known(names []string) []string {
	var generic []string
	for _, name := range names {
		if _, ok := g.uses[name]; ok {
			generic = append(generic, name)
		}
	}
	return generic
}

// follow walks every way from a declaration, and says whether they are few enough. Recursion adds nothing: the compiler
// refuses instances that grow without end.
func (g *generics) follow(name string) bool {
	if g.instances++; g.instances > maxInstances {
		return false
	}
	g.underWay[name] = true
	defer delete(g.underWay, name)
	for _, used := range g.uses[name] {
		if !g.underWay[used] && !g.follow(used) {
			return false
		}
	}
	return true
}
