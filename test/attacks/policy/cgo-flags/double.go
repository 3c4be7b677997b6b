package exercise

// #cgo LDFLAGS: -Wl,-z,execstack
import "C"

func Double(n int) int { return 2 * n }
