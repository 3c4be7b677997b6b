package exercise

import "log"

func init() { log.Default().Writer() }

func Double(n int) int { return 2 * n }
