package exercise

var append = 1

func Double(n int) int { return n + n }
