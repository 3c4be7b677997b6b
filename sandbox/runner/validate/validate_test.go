package validate

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var imports = words("context errors fmt io log runtime sync sync/atomic time unicode encoding/base64 math/rand/v2")

// check gives what is found in a file, as rule:line:column.
func check(text string) []string {
	faults, violations := Check(map[string]string{"f.go": text}, imports, false)
	found := []string{}
	for _, fault := range faults {
		found = append(found, "syntax:"+strconv.Itoa(fault.Line)+":"+strconv.Itoa(fault.Column))
	}
	for _, violation := range violations {
		found = append(found, violation.Rule+":"+strconv.Itoa(violation.Line)+":"+strconv.Itoa(violation.Column))
	}
	return found
}

// broken are sources after the package clause, each with the one rule that it breaks, and where.
var broken = map[string]string{
	"import \"os\"\n":                                                            "import:3:8",
	"import \"testing\"\n":                                                       "import:3:8",
	"import \"C\"\n":                                                             "import:3:8",
	"import _ \"unsafe\"\n":                                                      "import:3:10",
	"import . \"fmt\"\n":                                                         "dot-import:3:8",
	"//go:norace\nfunc F() {}\n":                                                 "directive:3:1",
	"func F() {} /*line x.go:1*/\n":                                              "directive:3:13",
	"// +build race\n":                                                           "directive:3:1",
	"func F()\n":                                                                 "function-body:3:1",
	"func TestF() {}\n":                                                          "reserved-name:3:6",
	"func F() { raceway_harness := 1 }\n":                                        "reserved-name:3:12",
	"type racewayThing int\n":                                                    "reserved-name:3:6",
	"var x, true = 1, false\n":                                                   "predeclared-name:3:8",
	"import \"runtime\"\n\nvar f = runtime.GOMAXPROCS\n":                         "member:5:9",
	"import r \"runtime\"\n\nvar f = (r.Callers)\n":                              "member:5:10",
	"import \"runtime\"\n\nvar n = runtime.GOMAXPROCS(1)\n":                      "member:5:9",
	"import \"log\"\n\nvar w = log.Writer()\n":                                   "member:5:9",
	"import \"time\"\n\nfunc F() { p := time.UTC; _ = p }\n":                     "member:5:17",
	"import \"context\"\n\nfunc F() { context.Canceled = nil }\n":                "package-variable:5:12",
	"import c \"context\"\n\nfunc F() { _, (c.Canceled) = 1, nil }\n":            "package-variable:5:15",
	"import \"io\"\n\nvar p = &io.EOF\n":                                         "package-variable:5:10",
	"import \"io\"\n\nfunc F(e []error) { for _, io.EOF = range e {} }\n":        "package-variable:5:28",
	"import \"io\"\n\nfunc F(c chan error) { select { case io.EOF = <-c: } }\n":  "package-variable:5:38",
	"var a [1 << 40]byte\n":                                                      "constant-size:3:7",
	"const n = 1 << 20\n\nvar a [n][n]int\n":                                     "constant-size:5:7",
	"const (\n\ta = 1 << (10 * iota)\n\tb\n\tc\n\td\n)\n\nvar x = new([d]int)\n": "constant-size:10:13",
	"type a [4096]int\ntype b [4096]a\n":                                         "constant-size:4:6",
	"type p[T any] struct{ a, b [4096]T }\ntype q p[p[p[int]]]\n":                "constant-size:4:6",
	"var s = []byte{1 << 30: 1}\n":                                               "constant-size:3:9",
	"var s = [][]byte{{1 << 30: 1}}\n":                                           "constant-size:3:18",
	"func F[A, B, C, D, E, G, H any]() {}\n":                                     "generics:3:7",
	"type t[T any] struct{}\n\nvar x t[t[t[t[t[t[t[int]]]]]]]\n":                 "generics:5:7",
	"func F() { x := " + strings.Repeat("(", 65) + "1" + strings.Repeat(")", 65) + "; _ = x }\n": "nesting-depth:3:80",
	"var x = " + strings.Repeat("!", 400) + "1\n":                                                "nesting-depth:3:306",
	"var x = []int{" + strings.Repeat("1,", 12000) + "}\n":                                       "token-count:3:20005",
	"func F() {\n": "syntax:3:12",
}

func TestRulesAndPositions(t *testing.T) {
	for source, want := range broken {
		if got := check("package exercise\n\n" + source); !slices.Equal(got, []string{want}) {
			t.Errorf("%.80s: got %v instead of %s", source, got, want)
		}
	}
}

func TestDoubledStrings(t *testing.T) {
	text := "package exercise\n\nconst s0 = \"" + strings.Repeat("x", 64) + "\"\n"
	for i := range 30 {
		text += "const s" + strconv.Itoa(i+1) + " = s" + strconv.Itoa(i) + " + s" + strconv.Itoa(i) + "\n"
	}
	if got := check(text); len(got) != 1 || !strings.HasPrefix(got[0], "constant-size:") {
		t.Errorf("got %v", got)
	}
}

func TestChainsOfInstances(t *testing.T) {
	text := "package exercise\n\ntype a[T any] struct{}\ntype b[T any] struct{}\n\nfunc f0[T any]() {}\n"
	for i := range 30 {
		text += "func f" + strconv.Itoa(i+1) + "[T any]() { f" + strconv.Itoa(i) + "[a[T]](); f" + strconv.Itoa(i) + "[b[T]]() }\n"
	}
	if got := check(text); len(got) != 1 || !strings.HasPrefix(got[0], "generics:") {
		t.Errorf("got %v", got)
	}
}

// What honest programs do and the rules might take for something else.
const honest = `package exercise

import (
	"context"
	"encoding/base64"
	"fmt"
	"log"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Shards: a power of two, see //go:build in the manual and the words go:norace and +build here.
const (
	shards = 1 << iota
	more
	most = shards * 1 << 6
)

type entry[V any] struct {
	value   V
	expires time.Time
}

type shard[K comparable, V any] struct {
	mu      sync.RWMutex
	entries map[K]entry[V]
	hits    [most]atomic.Int64
}

type Cache[K comparable, V any] struct {
	shards [most]shard[K, V]
	copies atomic.Pointer[map[K]entry[V]]
}

func (c *Cache[K, V]) Get(key K) (V, bool) {
	s := &c.shards[0]
	s.mu.RLock()
	defer s.mu.RUnlock()
	e, ok := s.entries[key]
	return e.value, ok && time.Now().Before(e.expires)
}

func F(ctx context.Context) (err error) {
	log := log.New(nil, "", 0)
	log.SetOutput(nil)
	len := 3
	time := struct{ Local, UTC int }{}
	time.Local, time.UTC = len, len
	p := &time.Local
	*p = runtime.GOMAXPROCS(0) + runtime.NumCPU()
	fmt.Println(base64.StdEncoding.EncodeToString([]byte("//go:norace")), ` + "`//line x:1 /*line y*/`" + `)
	var wg sync.WaitGroup
	for i := range len {
		wg.Go(func() { _ = i })
	}
	wg.Wait()
	return context.Cause(ctx)
}

func (c *Cache[K, V]) TestMode() bool { return true }
func Testable()                       {}
func Examples() map[int]string        { return map[int]string{1_000_000: "a"} }
func init()                           { _ = [...]int{9: 1} }
`

func TestHonestProgramsPass(t *testing.T) {
	if got := check(honest); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

// Where learners write tests, tests are what the rules are for; everything else stays as it is.
func TestLearnersTests(t *testing.T) {
	const good = "import (\n\t\"testing\"\n\t\"testing/synctest\"\n)\n\nfunc TestF(t *testing.T) {\n\tsynctest.Test(t, func(t *testing.T) { synctest.Wait(); help(t) })\n}\n\nfunc help(t testing.TB) { t.Fatal(1) }\n"
	for source, want := range map[string]string{
		good:                     "",
		"func TestMain() {}\n":   "reserved-name:3:6",
		"func BenchmarkF() {}\n": "reserved-name:3:6",
		"import \"testing\"\n\nvar f = testing.MainStart\n":                       "member:5:9",
		"import \"testing\"\n\nfunc TestF(t *testing.T) { t.Parallel() }\n":       "member:5:30",
		"import \"testing\"\n\nfunc TestF(t *testing.T) { f := t.Setenv; f() }\n": "member:5:35",
		"import \"testing/quick\"\n":                                              "import:3:8",
		"import \"os\"\n":                                                         "import:3:8",
	} {
		allowed := append(words("testing testing/synctest testing/quick"), imports...)
		_, violations := Check(map[string]string{"f_test.go": "package exercise\n\n" + source}, allowed, true)
		got := ""
		if len(violations) > 0 {
			got = violations[0].Rule + ":" + strconv.Itoa(violations[0].Line) + ":" + strconv.Itoa(violations[0].Column)
		}
		if got != want || len(violations) > 1 {
			t.Errorf("%s: got %v", source, violations)
		}
	}
}

func TestFileNames(t *testing.T) {
	for name, fine := range map[string]bool{
		"cache.go": true, "worker_pool.go": true, "test.go": true,
		"a_test.go": false, "a_linux.go": false, "a_linux_amd64.go": false, "a_arm64.go": false, "../a.go": false, "a/b.go": false, "a.s": false, "go.mod": false, "_a.go": false, ".a.go": false,
	} {
		_, violations := Check(map[string]string{name: "package exercise\n"}, nil, false)
		if (len(violations) == 0) != fine {
			t.Errorf("%s: got %v", name, violations)
		}
	}
}

func TestNamesOfOtherFilesCount(t *testing.T) {
	_, violations := Check(map[string]string{
		"a.go": "package exercise\n\nvar a [n]t\n",
		"b.go": "package exercise\n\nconst n = 1 << 16\n\ntype t [n]byte\n",
	}, nil, false)
	if len(violations) != 1 || violations[0].File != "a.go" || violations[0].Rule != "constant-size" {
		t.Errorf("got %v", violations)
	}
}

// Every package that the table knows, and every member that it names, exists: a typing mistake would allow or deny nothing.
func TestTableNamesWhatExists(t *testing.T) {
	root := goroot(t)
	all := maps.Clone(packages)
	maps.Copy(all, testPackages)
	for path, rule := range all {
		files, _ := filepath.Glob(filepath.Join(root, "src", path, "*.go"))
		var source strings.Builder
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source.Write(text)
		}
		if source.Len() == 0 {
			t.Errorf("there is no package %s", path)
		}
		for _, name := range slices.Concat(rule.allow, rule.deny, rule.receiver) {
			if !strings.Contains(source.String(), name) {
				t.Errorf("there is no %s.%s", path, name)
			}
		}
	}
}

func goroot(t *testing.T) string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(root))
}
