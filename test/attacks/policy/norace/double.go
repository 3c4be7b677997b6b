package exercise

var calls int

//go:norace
func Double(n int) int { calls++; return 2 * n }
