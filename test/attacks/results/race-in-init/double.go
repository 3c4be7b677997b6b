package exercise

var count int

func init() {
	done := make(chan bool)
	go func() {
		count++
		done <- true
	}()
	count++
	<-done
}

func Double(n int) int { return 2 * n }
