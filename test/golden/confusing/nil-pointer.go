package exercise

type node struct{ value int }

func value(n *node) int { return n.value }

func Double(n int) int {
	done := make(chan int)
	go func() { done <- value(nil) }()
	return 2 * <-done
}
