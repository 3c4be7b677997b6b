package exercise

func Double(n int) int { panic("deadlock: all goroutines in bubble are blocked") }
