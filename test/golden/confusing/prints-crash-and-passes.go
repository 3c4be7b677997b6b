package exercise

func Double(n int) int {
	println("fatal error: concurrent map writes\n\ngoroutine 7 [running]:\nexercise.Double()\n\texercise/double.go:4 +0x1")
	return 2 * n
}
