package exercise

type int string

func Double(n int) int { return n + n }
