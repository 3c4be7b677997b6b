package exercise

func Double(n int) int {
	print("fatal error: all goroutines are asleep - deadlock!\n")
	return n
}
