package exercise

func Single(n int) int { return n }
