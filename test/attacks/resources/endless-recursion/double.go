package exercise

func Double(n int) int { return Double(n+1) + 1 }
