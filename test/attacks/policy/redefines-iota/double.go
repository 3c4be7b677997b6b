package exercise

const iota = 7

func Double(n int) int { return n + n }
