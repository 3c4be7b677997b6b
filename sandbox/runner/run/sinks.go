package run

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
)

// sinks are the files behind the process's standard output and error: unlike pipes, their sizes tell the harness which
// test wrote what, and nobody has to keep reading.
type sinks struct{ stdout, stderr *os.File }

func openSinks(dir string) (*sinks, error) {
	stdout, err := openSink(filepath.Join(dir, "stdout"))
	if err != nil {
		return nil, err
	}
	stderr, err := openSink(filepath.Join(dir, "stderr"))
	if err != nil {
		stdout.Close()
		return nil, err
	}
	return &sinks{stdout, stderr}, nil
}

func openSink(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
}

func (s *sinks) close() {
	s.stdout.Close()
	s.stderr.Close()
}

var crash = regexp.MustCompile(`(?m)^(panic|fatal error|runtime): `)

// flooded says that more than limit bytes were written, and not by the runtime's report of a crash, which is what ends
// a process with exitCrash.
func (s *sinks) flooded(limit int64, code int) bool {
	stdout, stderr := size(s.stdout), size(s.stderr)
	if stdout+stderr <= limit {
		return false
	}
	return stdout > limit || code != exitCrash || !crash.Match(head(s.stderr, limit-stdout))
}

// read gives the first bytes of both, limit bytes in all.
func (s *sinks) read(limit int64) (stdout, stderr []byte) {
	stdout = head(s.stdout, limit)
	return stdout, head(s.stderr, limit-int64(len(stdout)))
}

func head(file *os.File, limit int64) []byte {
	raw, _ := io.ReadAll(io.NewSectionReader(file, 0, max(limit, 0)))
	return raw
}

func size(file *os.File) int64 {
	info, err := file.Stat()
	if err != nil {
		return 0
	}
	return info.Size()
}
