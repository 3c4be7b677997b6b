package exercise

import (
	"syscall"
)

func Double(n int) int {
	err := syscall.Chroot("/tmp")
	if err == nil {
		return 2 * n
	}
	return n
}
