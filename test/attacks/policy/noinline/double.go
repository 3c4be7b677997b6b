package exercise

//go:noinline
func Double(n int) int { return 2 * n }
