package exercise

func Double(n int) int {
	print("fatal error: concurrent map writes\n")
	return n
}
