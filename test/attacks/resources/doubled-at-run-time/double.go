package exercise

func Double(n int) int {
	s := "x"
	for {
		s += s
	}
}
