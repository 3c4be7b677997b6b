package exercise

func init() {
	for {
		println("all work and no play")
	}
}

func Double(n int) int { return n }
