package exercise

import "time"

func init() { time.Local = nil }

func Double(n int) int { return 2 * n }
