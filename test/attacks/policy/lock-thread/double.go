package exercise

import "runtime"

func Double(n int) int { runtime.LockOSThread(); return 2 * n }
