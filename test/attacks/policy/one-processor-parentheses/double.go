package exercise

import r "runtime"

func init() { ((r.GOMAXPROCS))(1) }

func Double(n int) int { return 2 * n }
