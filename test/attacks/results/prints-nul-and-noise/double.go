package exercise

import "fmt"

func Double(n int) int {
	fmt.Print("\x00\xff\xfe\u2028\x00\n")
	return n
}
