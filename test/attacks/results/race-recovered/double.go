package exercise

var count int

func Double(n int) int {
	defer func() { recover() }()
	done := make(chan bool)
	go func() {
		defer func() { recover() }()
		count++
		done <- true
	}()
	count++
	<-done
	return 2 * n
}
