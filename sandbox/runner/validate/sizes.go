package validate

import (
	"go/ast"
	"go/constant"
	"go/token"
	"math"
)

const (
	// maxTypeBytes bounds one type, and maxAllBytes all that are written down: the compiler and the linker lay them out.
	maxTypeBytes = 16 << 20
	maxAllBytes  = 64 << 20
	maxSizeSteps = 100_000
	// unknownBytes stands for types of other packages.
	unknownBytes = 128
)

// sizes estimates how large values of a type are, never much too small. Every type counts one byte at least, so that
// what has no size at all, but many parts, counts too.
type sizes struct {
	constants *constants
	known     map[*ast.TypeSpec]int64
	underWay  map[*ast.TypeSpec]bool
	steps     int
}

func newSizes(constants *constants) *sizes {
	return &sizes{constants: constants, known: map[*ast.TypeSpec]int64{}, underWay: map[*ast.TypeSpec]bool{}}
}

// arguments are the sizes of the type arguments, by the declaration of their parameter.
type arguments map[*ast.Object]int64

func (s *sizes) of(x ast.Expr, given arguments) int64 {
	if s.steps++; s.steps > maxSizeSteps {
		return math.MaxInt32
	}
	switch x := x.(type) {
	case *ast.Ident:
		return s.named(x, nil, given)
	case *ast.ParenExpr:
		return s.of(x.X, given)
	case *ast.ArrayType:
		if x.Len == nil {
			return 24
		}
		return times(s.length(x.Len), s.of(x.Elt, given))
	case *ast.StructType:
		var sum int64
		for _, field := range x.Fields.List {
			sum = plus(sum, times(int64(max(len(field.Names), 1)), s.of(field.Type, given)))
		}
		return max(sum, 1)
	case *ast.IndexExpr:
		return s.instance(x.X, []ast.Expr{x.Index}, given)
	case *ast.IndexListExpr:
		return s.instance(x.X, x.Indices, given)
	case *ast.SelectorExpr:
		return unknownBytes
	}
	// Pointers, maps, channels, functions, interfaces.
	return 16
}

func (s *sizes) named(name *ast.Ident, with []int64, given arguments) int64 {
	object := s.constants.object(name)
	if object == nil {
		return predeclared(name.Name)
	}
	if size, ok := given[object]; ok {
		return size
	}
	spec, ok := object.Decl.(*ast.TypeSpec)
	if !ok {
		return 16
	}
	if size, ok := s.known[spec]; ok {
		return size
	}
	// A type that contains itself is an error, and the compiler's to tell.
	if s.underWay[spec] {
		return 16
	}
	s.underWay[spec] = true
	size := s.of(spec.Type, bind(spec.TypeParams, with))
	delete(s.underWay, spec)
	if spec.TypeParams == nil {
		s.known[spec] = size
	}
	return size
}

// predeclared knows the small types, of which large tables are made; the others have 16 bytes at most.
func predeclared(name string) int64 {
	switch name {
	case "bool", "byte", "int8", "uint8":
		return 1
	}
	return 16
}

func (s *sizes) instance(x ast.Expr, types []ast.Expr, given arguments) int64 {
	var with []int64
	for _, argument := range types {
		with = append(with, s.of(argument, given))
	}
	if name, ok := ast.Unparen(x).(*ast.Ident); ok {
		return s.named(name, with, given)
	}
	return unknownBytes
}

func bind(parameters *ast.FieldList, with []int64) arguments {
	given := arguments{}
	if parameters == nil {
		return given
	}
	for _, field := range parameters.List {
		for _, name := range field.Names {
			if len(given) < len(with) {
				given[name.Obj] = with[len(given)]
			}
		}
	}
	return given
}

// length is -1 for one that cannot be told.
func (s *sizes) length(x ast.Expr) int64 {
	if _, byContent := x.(*ast.Ellipsis); byContent {
		return 1
	}
	of := s.constants.evaluate(x, 0)
	if of == nil || of.isText {
		return -1
	}
	n, exact := constant.Int64Val(constant.ToInt(of.number))
	if !exact {
		return math.MaxInt32
	}
	return max(n, 1)
}

func plus(a, b int64) int64 { return min(a+b, math.MaxInt32) }

func times(a, b int64) int64 { return min(min(max(a, 1), math.MaxInt32)*max(b, 1), math.MaxInt32) }

// checkSizes bounds arrays, structures and the literals that fill them.
func (c *checker) checkSizes() {
	var all int64
	add := func(at token.Pos, size int64) {
		if size > maxTypeBytes || all <= maxAllBytes && plus(all, size) > maxAllBytes {
			c.violate("constant-size", at, "fixed sizes come to more than %d MiB here: make a slice of that length when the program runs", maxTypeBytes>>20)
		}
		all = plus(all, size)
	}
	for _, tree := range c.trees {
		ast.Inspect(tree, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.ArrayType:
				if node.Len == nil {
					break
				}
				if c.sizes.length(node.Len) < 0 {
					c.violate("constant-size", node.Len.Pos(), "write the length of an array as a number or as a constant of yours, or make a slice")
				}
				add(node.Pos(), c.sizes.of(node, nil))
			case *ast.TypeSpec:
				add(node.Pos(), c.sizes.of(node.Type, nil))
			case *ast.ValueSpec:
				if node.Type != nil {
					add(node.Type.Pos(), times(int64(len(node.Names)), c.sizes.of(node.Type, nil)))
				}
			case *ast.Field:
				add(node.Pos(), c.sizes.of(node.Type, nil))
			case *ast.CompositeLit:
				add(node.Pos(), c.sizes.literal(node))
			}
			return true
		})
	}
}

// literal is the size that the keys and the type of a literal make it.
func (s *sizes) literal(literal *ast.CompositeLit) int64 {
	switch kind := literal.Type.(type) {
	case nil:
		return s.longest(literal)
	case *ast.MapType:
		return 0
	case *ast.ArrayType:
		return max(times(s.longest(literal), s.of(kind.Elt, nil)), s.of(kind, nil))
	default:
		return max(s.longest(literal), s.of(kind, nil))
	}
}

func (s *sizes) longest(literal *ast.CompositeLit) int64 {
	longest := int64(0)
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if of := s.constants.evaluate(pair.Key, 0); of != nil && !of.isText {
				if n, exact := constant.Int64Val(constant.ToInt(of.number)); exact {
					longest = max(longest, min(n, math.MaxInt32-1))
				}
			}
		}
	}
	return longest + int64(len(literal.Elts))
}
