package validate

import (
	"go/ast"
	"go/constant"
	"go/token"
	"math"
)

const (
	// maxConstantText bounds what constant expressions make of strings, all of them together: doubling is short to write.
	maxConstantText = 1 << 20
	maxShift        = 512
)

// value is what a constant expression comes to: a number, or a string of which only the length matters.
type value struct {
	number constant.Value
	length int64
	isText bool
}

// occurrence is an expression in a declaration; in a constant group, one expression stands for several values of iota.
type occurrence struct {
	expression ast.Expr
	iota       int
}

// constants evaluates constant expressions without their types, and so a little larger than the compiler does. Their
// names are resolved by the parser, or found at package level.
type constants struct {
	packageLevel map[string]*ast.Object
	// values are the expressions of each specification; in a group, those of an earlier one may count on.
	values map[*ast.ValueSpec][]ast.Expr
	known  map[occurrence]*value
}

func newConstants(trees []*ast.File) *constants {
	e := &constants{map[string]*ast.Object{}, map[*ast.ValueSpec][]ast.Expr{}, map[occurrence]*value{}}
	for _, tree := range trees {
		for name, object := range tree.Scope.Objects {
			e.packageLevel[name] = object
		}
		ast.Inspect(tree, func(node ast.Node) bool {
			group, ok := node.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				return true
			}
			var values []ast.Expr
			for _, spec := range group.Specs {
				spec := spec.(*ast.ValueSpec)
				if len(spec.Values) > 0 {
					values = spec.Values
				}
				e.values[spec] = values
			}
			return true
		})
	}
	return e
}

// object is what a name stands for; nil for names of other packages and predeclared ones.
func (e *constants) object(name *ast.Ident) *ast.Object {
	if name.Obj != nil {
		return name.Obj
	}
	return e.packageLevel[name.Name]
}

// evaluate gives nil for what is no constant, or none that can be told here.
func (e *constants) evaluate(x ast.Expr, iota int) *value {
	key := occurrence{x, iota}
	if found, ok := e.known[key]; ok {
		return found
	}
	// What depends on itself is no constant.
	e.known[key] = nil
	result := e.compute(x, iota)
	e.known[key] = result
	return result
}

func (e *constants) compute(x ast.Expr, iota int) *value {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return e.evaluate(x.X, iota)
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			return &value{length: int64(len(x.Value)), isText: true}
		}
		return number(constant.MakeFromLiteral(x.Value, x.Kind, 0))
	case *ast.Ident:
		return e.named(x, iota)
	case *ast.UnaryExpr:
		if of := e.evaluate(x.X, iota); of != nil && !of.isText && (x.Op == token.SUB || x.Op == token.ADD) {
			return number(constant.UnaryOp(x.Op, of.number, 0))
		}
	case *ast.BinaryExpr:
		left, right := e.evaluate(x.X, iota), e.evaluate(x.Y, iota)
		if left != nil && right != nil {
			return combine(left, x.Op, right)
		}
	case *ast.CallExpr:
		return e.call(x, iota)
	}
	return nil
}

func (e *constants) named(name *ast.Ident, iota int) *value {
	object := e.object(name)
	if object == nil && name.Name == "iota" {
		return number(constant.MakeInt64(int64(iota)))
	}
	if object == nil || object.Kind != ast.Con {
		return nil
	}
	spec, ok := object.Decl.(*ast.ValueSpec)
	if !ok {
		return nil
	}
	position, _ := object.Data.(int)
	for i, declared := range spec.Names {
		if values := e.values[spec]; declared.Name == object.Name && i < len(values) {
			return e.evaluate(values[i], position)
		}
	}
	return nil
}

// call takes every call for a conversion or for min and max: the largest argument bounds all of them. Only len is more.
func (e *constants) call(call *ast.CallExpr, iota int) *value {
	var largest *value
	for _, argument := range call.Args {
		of := e.evaluate(argument, iota)
		if of == nil {
			return nil
		}
		if name, ok := call.Fun.(*ast.Ident); ok && name.Name == "len" && of.isText {
			return number(constant.MakeInt64(of.length))
		}
		if largest == nil || !of.isText && !largest.isText && constant.Compare(of.number, token.GTR, largest.number) {
			largest = of
		}
	}
	return largest
}

func combine(left *value, op token.Token, right *value) *value {
	if left.isText || right.isText {
		if !left.isText || !right.isText || op != token.ADD {
			return nil
		}
		return &value{length: min(left.length+right.length, math.MaxInt32), isText: true}
	}
	switch op {
	case token.SHL, token.SHR:
		count, exact := constant.Uint64Val(constant.ToInt(right.number))
		if base := constant.ToInt(left.number); exact && base.Kind() == constant.Int {
			return number(constant.Shift(base, op, uint(min(count, maxShift))))
		}
	case token.ADD, token.SUB, token.MUL:
		return number(constant.BinaryOp(left.number, op, right.number))
	case token.QUO, token.REM, token.AND, token.OR, token.XOR, token.AND_NOT:
		// Without types it is not known whether integers are divided: this is the larger of both.
		if op == token.QUO && constant.Sign(right.number) != 0 {
			return number(constant.BinaryOp(left.number, op, right.number))
		}
		a, b := constant.ToInt(left.number), constant.ToInt(right.number)
		if a.Kind() == constant.Int && b.Kind() == constant.Int && (op != token.REM || constant.Sign(b) != 0) && op != token.QUO {
			return number(constant.BinaryOp(a, op, b))
		}
	}
	return nil
}

// number leaves out what is none, and what is so large that computing on would take long: the compiler refuses it.
func number(n constant.Value) *value {
	switch n.Kind() {
	case constant.Int:
		if constant.BitLen(n) > maxShift {
			return nil
		}
	case constant.Float:
	default:
		return nil
	}
	return &value{number: n}
}

// checkConstants bounds the text that constant expressions make.
func (c *checker) checkConstants() {
	var total int64
	for _, tree := range c.trees {
		ast.Inspect(tree, func(node ast.Node) bool {
			sum, ok := node.(*ast.BinaryExpr)
			if !ok || sum.Op != token.ADD {
				return true
			}
			of := c.constants.evaluate(sum, 0)
			if of == nil || !of.isText {
				return true
			}
			if before := total; before <= maxConstantText {
				if total += of.length; total > maxConstantText {
					c.violate("constant-size", sum.Pos(), "constant strings are added up to more than %d bytes: build long text with strings.Repeat or strings.Builder", maxConstantText)
				}
			}
			return false
		})
	}
}
