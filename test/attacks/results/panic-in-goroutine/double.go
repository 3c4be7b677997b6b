package exercise

import "time"

func Double(n int) int {
	go panic("lost")
	time.Sleep(time.Hour)
	return 0
}
