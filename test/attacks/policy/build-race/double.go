package exercise

//go:build race

func Double(n int) int { return 2 * n }
