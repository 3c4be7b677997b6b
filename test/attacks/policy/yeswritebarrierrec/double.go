package exercise

//go:nowritebarrier
func Double(n int) int { return 2 * n }
