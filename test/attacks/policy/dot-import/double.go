package exercise

import . "runtime"

func init() { GOMAXPROCS(1) }

func Double(n int) int { return 2 * n }
