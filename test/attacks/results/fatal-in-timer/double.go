package exercise

import (
	"log"
	"time"
)

func Double(n int) int {
	if n == 2 {
		return 4
	}
	time.AfterFunc(time.Millisecond, func() { log.Fatal("ok") })
	select {}
}
