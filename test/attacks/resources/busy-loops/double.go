package exercise

func Double(n int) int {
	for range 100 {
		go func() {
			for {
			}
		}()
	}
	for {
	}
}
