package exercise

const true = false

func Double(n int) int { return n + n }
