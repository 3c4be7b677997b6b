package exercise

func Double(n int) int {
	for {
		println("all work and no play")
	}
}
