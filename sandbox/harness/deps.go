package harness

import (
	"errors"
	"io"
	"reflect"
	"time"
)

// deps is what the testing package wants of a test program. The go command's own links regular expressions and the
// fuzzing engine, a quarter of the linker's work, for features that nobody uses here.
type deps struct{}

// corpusEntry must be spelled as in the testing package, which does not export its own.
type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

var errUnused = errors.New("not available in this test program")

func (deps) MatchString(string, string) (bool, error)                 { return true, nil }
func (deps) ImportPath() string                                       { return "" }
func (deps) ModulePath() string                                       { return "" }
func (deps) SetPanicOnExit0(bool)                                     {}
func (deps) StartCPUProfile(io.Writer) error                          { return errUnused }
func (deps) StopCPUProfile()                                          {}
func (deps) StartTestLog(io.Writer)                                   {}
func (deps) StopTestLog() error                                       { return errUnused }
func (deps) WriteProfileTo(string, io.Writer, int) error              { return errUnused }
func (deps) RunFuzzWorker(func(corpusEntry) error) error              { return errUnused }
func (deps) CheckCorpus([]any, []reflect.Type) error                  { return nil }
func (deps) ResetCoverage()                                           {}
func (deps) SnapshotCoverage()                                        {}
func (deps) ReadCorpus(string, []reflect.Type) ([]corpusEntry, error) { return nil, errUnused }
func (deps) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []corpusEntry, []reflect.Type, string, string) error {
	return errUnused
}
func (deps) InitRuntimeCoverage() (mode string, tearDown func(string, string) (string, error), snapcov func() float64) {
	return
}
