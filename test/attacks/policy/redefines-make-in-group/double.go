package exercise

var (
	a = 1
	b, make = 2, 3
)

func Double(n int) int { return n + n }
