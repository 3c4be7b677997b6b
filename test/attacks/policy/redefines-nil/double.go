package exercise

var nil = 1

func Double(n int) int { return n + n }
