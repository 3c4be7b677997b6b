package exercise

var a, b = b, a

func Double(n int) int { return n }
