package exercise

func panic(v string) {}

func Double(n int) int { return n + n }
