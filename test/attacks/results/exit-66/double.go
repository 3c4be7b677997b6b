package exercise

import (
	"os"
)

func Double(n int) int {
	os.Exit(66)
	return 0
}
