package perturb

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

func TestYields(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"statements", "package exercise\n\nfunc f() {\n\ta := 1\n\tuse(a)\n}\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nfunc f() {\n\traceway_harness.Yield(); a := 1\n\traceway_harness.Yield(); use(a)\n}\n"},
		{"cases", "package exercise\n\nfunc f() {\n\tselect {\n\tcase <-c:\n\t\tg()\n\tdefault:\n\t}\n}\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nfunc f() {\n\traceway_harness.Yield(); select {\n\tcase <-c:\n\t\traceway_harness.Yield(); g()\n\tdefault:\n\t}\n}\n"},
		{"labels", "package exercise\n\nfunc f() {\nloop:\n\tfor {\n\t\tbreak loop\n\t}\n}\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nfunc f() {\nraceway_harness.Yield(); loop:\n\tfor {\n\t\traceway_harness.Yield(); break loop\n\t}\n}\n"},
		{"closures", "package exercise\n\nvar f = func() int { return 1 }\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nvar f = func() int { raceway_harness.Yield(); return 1 }\n"},
		{"loads", "package exercise\n\nfunc f() { n.Store(n.Load() + atomic.LoadInt64(&m)) }\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nfunc f() { raceway_harness.Yield(); n.Store(raceway_harness.After(n.Load()) + raceway_harness.After(atomic.LoadInt64(&m))) }\n"},
		{"loads of loads", "package exercise\n\nfunc f() { p.Load().Load() }\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nfunc f() { raceway_harness.Yield(); raceway_harness.After(raceway_harness.After(p.Load()).Load()) }\n"},
		{"other loads", "package exercise\n\nfunc f() { m.Load(key) }\n",
			"package exercise; import raceway_harness \"raceway/harness\"\n\nfunc f() { raceway_harness.Yield(); m.Load(key) }\n"},
		{"nothing to do", "package exercise\n\ntype T struct{}\n", "package exercise\n\ntype T struct{}\n"},
		{"no Go", "package exercise\n\nfunc {\n", "package exercise\n\nfunc {\n"},
	} {
		if got := Yields(test.source, true); got != test.want {
			t.Errorf("%s: got\n%s", test.name, got)
		}
	}
}

// honest has every kind of statement, in the places where one more could do harm.
const honest = `package exercise // a comment

import ("fmt"; "sync/atomic")

type pair struct{ n atomic.Int64 }

func (p *pair) sum(xs ...int) (total int) {
	defer func() { if r := recover(); r != nil { total = -1 } }()
	goto start
start:
	for i, x := range xs { switch { case x > 0: total += x; fallthrough; case x == 0: continue; default: } ; _ = i }
	for range 3 { go p.n.Add(1) }
	for s := range func(yield func(string) bool) { if !yield("a") { return } } { fmt.Sprint(s); break }
	if v := any(total); v != nil { switch v := v.(type) { case int: return v; case nil: } } else if p.n.Load() > 0 { return int(p.n.Load()) }
	for p.n.Load() > 9 { }
	;
	{ }
	var last = func(f func() int64) int64 { return f() }(p.n.Load)
	_ = last
end:
	for { select { default: break end } }
	return
}
`

func TestLinesStay(t *testing.T) {
	for _, afterLoads := range []bool{true, false} {
		got := Yields(honest, afterLoads)
		if before, after := places(t, honest), places(t, got); before != after {
			t.Errorf("the lines of what is declared and called changed from\n%s\nto\n%s", before, after)
		}
		if count := strings.Count(got, yield); count < 20 {
			t.Errorf("%d yields in\n%s", count, got)
		}
		if strings.Contains(got, after) != afterLoads {
			t.Errorf("got\n%s", got)
		}
	}
}

func places(t *testing.T, text string) string {
	positions := token.NewFileSet()
	tree, err := parser.ParseFile(positions, "", text, 0)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var all strings.Builder
	ast.Inspect(tree, func(node ast.Node) bool {
		if name, ok := node.(*ast.Ident); ok && !strings.HasPrefix(name.Name, harness) && name.Name != "Yield" && name.Name != "After" {
			all.WriteString(name.Name + " " + positions.Position(name.Pos()).String()[:2] + "\n")
		}
		return true
	})
	return all.String()
}
