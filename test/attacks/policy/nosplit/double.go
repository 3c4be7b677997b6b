package exercise

//go:nosplit
func Double(n int) int { return 2 * n }
