package exercise

// +build !race

func Double(n int) int { return 2 * n }
