package exercise

//+build ignore

func Double(n int) int { return 2 * n }
