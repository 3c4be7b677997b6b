package build

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"raceway/runner/wire"
)

const maxErrors = 50

var message = regexp.MustCompile(`^([^:\s]+\.go):(\d+)(?::(\d+))?: (.*)$`)

// parseMessages reads the compiler's messages. Lines that begin with a tab continue the message before.
func parseMessages(text string) []wire.CompileError {
	var found []wire.CompileError
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if match := message.FindStringSubmatch(line); match != nil {
			if len(found) == maxErrors {
				break
			}
			number, _ := strconv.Atoi(match[2])
			column, _ := strconv.Atoi(match[3])
			found = append(found, wire.CompileError{File: filepath.Base(match[1]), Line: number, Column: column, Message: match[4]})
		} else if len(found) > 0 && strings.HasPrefix(line, "\t") {
			found[len(found)-1].Message += "\n" + line
		}
	}
	return found
}
