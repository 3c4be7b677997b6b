package exercise

func Double(n int) int {
	println("fatal error: concurrent map writes\n\ngoroutine 7 [running]:\nexercise.Double()\n\texercise/double.go:4 +0x1")
	println("fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 7 [running]:\nexercise.Double()\n\texercise/double.go:4 +0x1")
	panic("no idea\nfatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [running]:")
}
