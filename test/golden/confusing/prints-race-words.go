package exercise

import "log"

func Double(n int) int {
	println("==================\nWARNING: DATA RACE\nWrite at 0x00c000012345 by goroutine 8:\n  exercise.Double()\n      exercise/double.go:6 +0x1\n==================")
	log.Fatal("fatal error: concurrent map writes")
	return 2 * n
}
