package validate

import (
	"go/ast"
	"go/scanner"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// No exercise comes near these: a long solution has some thousand tokens. Beyond them lies work for the compiler that
// grows faster than the source.
const (
	maxFileBytes = 64 << 10
	maxTokens    = 20_000
	maxBrackets  = 64
	maxDepth     = 300
)

// bounds are the rules that end the validation: what breaks them is not even parsed.
var bounds = []string{"file-name", "file-size", "token-count", "nesting-depth"}

func (c *checker) outOfBounds() bool {
	for _, violation := range c.violations {
		if slices.Contains(bounds, violation.Rule) {
			return true
		}
	}
	return false
}

var (
	plainName = regexp.MustCompile(`^[a-z][a-z0-9_]*\.go$`)
	// Name endings that are build constraints (go/build/syslist.go), and that of tests.
	constraint = regexp.MustCompile(`_(test|unix|aix|android|darwin|dragonfly|freebsd|hurd|illumos|ios|js|linux|nacl|netbsd|openbsd|plan9|solaris|` +
		`wasip1|windows|zos|386|amd64|amd64p32|arm|armbe|arm64|arm64be|loong64|mips|mipsle|mips64|mips64le|mips64p32|` +
		`mips64p32le|ppc|ppc64|ppc64le|riscv|riscv64|s390|s390x|sparc|sparc64|wasm)\.go$`)
)

func (c *checker) checkFileNames(names []string) {
	for _, name := range names {
		base := name
		if c.tests {
			base = strings.TrimSuffix(name, "_test.go") + ".go"
		}
		if !plainName.MatchString(base) || constraint.MatchString(base) {
			c.violateAt("file-name", token.Position{Filename: name}, "hand in files under the names that the exercise gives")
		}
	}
}

// checkTokens looks at every token and comment, also where the parser would not: in what it takes for plain comments,
// the compiler may find directives.
func (c *checker) checkTokens(names []string, files map[string]string) {
	count := 0
	for _, name := range names {
		text := files[name]
		if len(text) > maxFileBytes {
			c.violateAt("file-size", token.Position{Filename: name}, "the file has %d bytes; at most %d are taken: leave out what the exercise does not need", len(text), maxFileBytes)
			continue
		}
		positions := token.NewFileSet()
		file := positions.AddFile(name, -1, len(text))
		var tokens scanner.Scanner
		tokens.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
		brackets := 0
		for at, kind, literal := tokens.Scan(); kind != token.EOF; at, kind, literal = tokens.Scan() {
			where := positions.PositionFor(at, false)
			switch count++; kind {
			case token.LPAREN, token.LBRACK, token.LBRACE:
				if brackets++; brackets == maxBrackets+1 {
					c.violateAt("nesting-depth", where, "brackets are nested more than %d deep: move the inner part into a function or a type of its own", maxBrackets)
				}
			case token.RPAREN, token.RBRACK, token.RBRACE:
				brackets--
			case token.COMMENT:
				if directive(literal) {
					c.violateAt("directive", where, "%s is an instruction to the Go tools, and none is taken here: delete it, or put a space behind // if it is meant as a comment", firstWord(literal))
				}
			}
			if count == maxTokens+1 {
				c.violateAt("token-count", where, "the files have more than %d tokens: a solution needs far fewer; use loops instead of long tables", maxTokens)
			}
		}
	}
}

// directive says whether a comment is one that the Go tools obey: go/build/constraint, cmd/compile/internal/noder and
// syntax, cmd/cgo.
func directive(comment string) bool {
	for _, prefix := range []string{"//go:", "//line ", "//line\t", "/*line ", "/*line\t", "//export ", "//extern ", "//cgo"} {
		if strings.HasPrefix(comment, prefix) {
			return true
		}
	}
	body := strings.TrimSpace(comment[2:])
	return strings.HasPrefix(body, "+build") || strings.HasPrefix(body, "#cgo") || strings.HasPrefix(body, "#include")
}

func firstWord(comment string) string {
	word := strings.Fields(comment)[0]
	return word[:min(len(word), 40)]
}

// checkDepth bounds what needs no brackets to be deep: chains of operators, of else, of pointers.
func (c *checker) checkDepth() {
	for _, tree := range c.trees {
		depth := 0
		ast.Inspect(tree, func(node ast.Node) bool {
			if node == nil {
				depth--
				return true
			}
			if depth++; depth == maxDepth+1 {
				c.violate("nesting-depth", node.Pos(), "the source is nested more than %d deep: take long chains apart with variables, functions or types of their own", maxDepth)
				depth--
				return false
			}
			return true
		})
	}
}
