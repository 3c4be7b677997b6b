package exercise

import (
	"fmt"
	"strings"
)

var count int

func Double(n int) int {
	text := strings.Repeat("x", 1<<20)
	for range 100 {
		fmt.Print(text)
	}
	done := make(chan bool)
	go func() {
		count++
		done <- true
	}()
	count++
	<-done
	return 2 * n
}
