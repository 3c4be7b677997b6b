// Package frame is the language in which a test binary reports to the runner: one line for each event, which carries
// the secret of the run. The runner ignores lines without it. Strings are quoted as in Go, which keeps a JSON package
// out of every test binary.
package frame

import (
	"errors"
	"strconv"
	"strings"
)

// The kinds of frames.
const (
	Start = "start" // a test begins
	End   = "end"   // a test has ended, with its status
	Stuck = "stuck" // the watchdog ends the process
	Close = "close" // all tests are through; Code is the exit code that follows
)

// Frame is one event. Stdout and Stderr are how many bytes had been written to each when it happened.
type Frame struct {
	Kind   string
	Test   string
	Status string
	Code   int
	Micros int64
	Stdout int64
	Stderr int64
	Text   string
}

var errForeign = errors.New("not a frame of this run")

const fields = 9

// Append adds the line of f, with its line feed, to line.
func (f Frame) Append(line []byte, secret string) []byte {
	line = append(line, secret...)
	line = append(append(line, ' '), f.Kind...)
	line = strconv.AppendQuote(append(line, ' '), f.Test)
	line = strconv.AppendQuote(append(line, ' '), f.Status)
	for _, number := range []int64{int64(f.Code), f.Micros, f.Stdout, f.Stderr} {
		line = strconv.AppendInt(append(line, ' '), number, 10)
	}
	line = strconv.AppendQuote(append(line, ' '), f.Text)
	return append(line, '\n')
}

// Parse reads a line. It fails unless the line carries the secret and is whole.
func Parse(line, secret string) (Frame, error) {
	rest, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), secret+" ")
	if !ok || secret == "" {
		return Frame{}, errForeign
	}
	parts := make([]string, 0, fields-1)
	for rest != "" {
		part, err := strconv.QuotedPrefix(rest)
		if err != nil {
			part, _, _ = strings.Cut(rest, " ")
		}
		parts = append(parts, part)
		rest = strings.TrimPrefix(rest[len(part):], " ")
	}
	if len(parts) != fields-1 {
		return Frame{}, errForeign
	}
	f := Frame{Kind: parts[0]}
	for i, text := range map[int]*string{1: &f.Test, 2: &f.Status, 7: &f.Text} {
		value, err := strconv.Unquote(parts[i])
		if err != nil {
			return Frame{}, errForeign
		}
		*text = value
	}
	var code int64
	for i, number := range map[int]*int64{3: &code, 4: &f.Micros, 5: &f.Stdout, 6: &f.Stderr} {
		value, err := strconv.ParseInt(parts[i], 10, 64)
		if err != nil {
			return Frame{}, errForeign
		}
		*number = value
	}
	f.Code = int(code)
	return f, nil
}
