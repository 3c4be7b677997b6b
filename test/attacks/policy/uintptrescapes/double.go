package exercise

//go:uintptrescapes
func Double(n int) int { return 2 * n }
