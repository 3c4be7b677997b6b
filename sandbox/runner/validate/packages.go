package validate

import "strings"

// members says which exported names of a package are usable: those allowed, or, where allow is empty, all but those
// denied. Names under receiver are pointers into the package that everybody shares: a method may be called on them,
// and nothing else.
type members struct {
	allow, deny, receiver []string
}

var all = members{}

func words(text string) []string { return strings.Fields(text) }

// packages is all that an exercise may allow: nothing here reaches files, processes, the network, raw memory, the
// testing machinery or, by a member, what the tests stand on.
var packages = map[string]members{
	"bufio":          all,
	"bytes":          all,
	"cmp":            all,
	"container/heap": all,
	"container/list": all,
	"container/ring": all,
	"context":        all,
	"crypto/md5":     all,
	"crypto/sha1":    all,
	"crypto/sha256":  all,
	"crypto/sha512":  all,
	// The encodings are shared pointers: *base64.StdEncoding can be overwritten through any copy of it.
	"encoding/base64": {receiver: words("StdEncoding URLEncoding RawStdEncoding RawURLEncoding")},
	"encoding/binary": all,
	"encoding/hex":    all,
	"encoding/json":   all,
	"errors":          all,
	// Standard input is the judge's.
	"fmt":  {deny: words("Scan Scanf Scanln")},
	"hash": all,
	// MakeTable(IEEE) is a shared table.
	"hash/crc32":   {deny: words("IEEETable MakeTable")},
	"hash/fnv":     all,
	"hash/maphash": all,
	"io":           all,
	"iter":         all,
	// Writer and Default hand out the process's standard error as a file.
	"log":          {deny: words("Writer Default SetOutput")},
	"maps":         all,
	"math":         all,
	"math/big":     all,
	"math/bits":    all,
	"math/cmplx":   all,
	"math/rand":    {deny: words("Seed")},
	"math/rand/v2": all,
	"regexp":       all,
	// The rest looks at stacks, which name the tests, changes the scheduler, or profiles. GOMAXPROCS: see numberOfProcs.
	"runtime":        {allow: words("AddCleanup Cleanup Error GC GOARCH GOMAXPROCS GOOS Goexit Gosched KeepAlive MemStats NumCPU NumGoroutine ReadMemStats SetFinalizer TypeAssertionError PanicNilError")},
	"slices":         all,
	"sort":           all,
	"strconv":        all,
	"strings":        all,
	"sync":           all,
	"sync/atomic":    {deny: words("LoadPointer StorePointer SwapPointer CompareAndSwapPointer")},
	"text/tabwriter": all,
	// Local and the result of LoadLocation are state of the whole process; so is UTC.
	"time": {deny: words("LoadLocation LoadLocationFromTZData Local"), receiver: words("UTC")},
	// The tables are maps and pointers that everybody shares.
	"unicode": {allow: words("IsControl IsDigit IsGraphic IsLetter IsLower IsMark IsNumber IsPrint IsPunct IsSpace IsSymbol IsTitle IsUpper " +
		"MaxASCII MaxLatin1 MaxRune ReplacementChar SimpleFold To ToLower ToTitle ToUpper LowerCase TitleCase UpperCase Version")},
	"unicode/utf16": all,
	"unicode/utf8":  all,
	"unique":        all,
	"weak":          all,
}

// testPackages are for exercises whose learners write tests; what else they hold reaches the harness's own tests.
var testPackages = map[string]members{
	"testing":          {allow: words("T TB")},
	"testing/synctest": {allow: words("Test Wait")},
}

// insteadInTests are methods of a test that change the order of tests or the process, by what to do instead.
var insteadInTests = map[string]string{
	"Parallel": "the judge runs one test at a time; start goroutines of your own",
	"Setenv":   "there is no environment to set",
	"Chdir":    "there are no files",
}

// Importable says whether an exercise may allow the package at all; tests, whether its learners write tests.
func Importable(path string, tests bool) bool {
	_, known := packages[path]
	if tests && !known {
		_, known = testPackages[path]
	}
	return known
}

// instead tells an honest learner what to do without something that many programs use.
var instead = map[string]string{
	"C":                       "the exercise is about Go alone",
	"embed":                   "write the data into the source",
	"flag":                    "write the value into the source; the tests pass no options",
	"net":                     "the exercise needs no network, and there is none",
	"net/http":                "the exercise needs no network, and there is none",
	"os":                      "use fmt or log to print, panic to give up; there are no files and no environment",
	"os/exec":                 "do the work in Go; there are no other programs",
	"plugin":                  "write the code into the files that you hand in",
	"reflect":                 "use type parameters, a type switch or an interface",
	"runtime/debug":           "leave the settings of the runtime as they are",
	"syscall":                 "use what the sync and time packages offer",
	"testing":                 "leave tests out of what you hand in; run them on your machine with go test -race",
	"testing/synctest":        "leave tests out of what you hand in; time is virtual in the tests without it",
	"unsafe":                  "use the types as they are; sync/atomic has typed values such as atomic.Int64 and atomic.Pointer[T]",
	"fmt.Scan":                "there is no input; take values as parameters",
	"fmt.Scanf":               "there is no input; take values as parameters",
	"fmt.Scanln":              "there is no input; take values as parameters",
	"hash/crc32.IEEETable":    "use crc32.ChecksumIEEE",
	"hash/crc32.MakeTable":    "use crc32.ChecksumIEEE",
	"log.Writer":              "use log.Print, or log.New with a writer of your own",
	"log.Default":             "use log.Print, or log.New with a writer of your own",
	"log.SetOutput":           "use log.Print, or log.New with a writer of your own",
	"math/rand.Seed":          "use rand.New(rand.NewSource(seed)) for a sequence of your own",
	"runtime.GOMAXPROCS":      "only runtime.GOMAXPROCS(0), which asks and sets nothing, may be called: the tests set the number of processors",
	"time.Local":              "use the time as time.Now gives it",
	"time.LoadLocation":       "use the time as time.Now gives it",
	"time.UTC":                "use the method UTC of a time",
	"sync/atomic.LoadPointer": "use atomic.Pointer[T]",
}
