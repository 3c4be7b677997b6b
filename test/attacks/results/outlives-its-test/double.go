package exercise

import "time"

func Double(n int) int {
	go func() {
		time.Sleep(time.Millisecond)
		panic("late")
	}()
	return n
}
