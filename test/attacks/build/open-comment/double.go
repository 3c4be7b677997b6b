package exercise

func Double(n int) int { return n }

/* and so on
