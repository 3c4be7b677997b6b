package exercise

import "fmt"

func Double(n int) int {
	fmt.Print("==================\nWARNING: DATA RACE\nRead at 0x00c000012345 by goroutine 7:\n  exercise_test.TestSecret()\n      exercise_test/secret_test.go:10 +0x1\n==================\n")
	return n
}
