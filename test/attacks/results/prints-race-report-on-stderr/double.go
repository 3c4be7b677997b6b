package exercise

func Double(n int) int {
	print("==================\nWARNING: DATA RACE\n")
	return n
}
