package exercise

//export Double
func Double(n int) int { return 2 * n }
