package exercise

func Double(n int) int { return 2 *
