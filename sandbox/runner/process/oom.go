package process

import (
	"os"
	"strconv"
	"strings"
)

// Where the container's own memory controller says how often the out-of-memory killer struck: cgroup v2, then v1.
var oomFiles = []string{"/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"}

// OOMKills reads that count; ok is false where the kernel does not tell.
func OOMKills() (kills int, ok bool) {
	for _, file := range oomFiles {
		if text, err := os.ReadFile(file); err == nil {
			if kills, ok = parseOOM(string(text)); ok {
				return kills, true
			}
		}
	}
	return 0, false
}

func parseOOM(text string) (int, bool) {
	for line := range strings.Lines(text) {
		if value, found := strings.CutPrefix(strings.TrimSpace(line), "oom_kill "); found {
			kills, err := strconv.Atoi(value)
			return kills, err == nil
		}
	}
	return 0, false
}
