package exercise

import "unsafe"

func Double(n int) int { return *(*int)(unsafe.Pointer(uintptr(n))) }
