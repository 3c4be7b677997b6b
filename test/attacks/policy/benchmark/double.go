package exercise

func BenchmarkDouble(b any) {}

func Double(n int) int { return 2 * n }
