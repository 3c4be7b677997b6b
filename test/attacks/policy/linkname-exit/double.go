package exercise

//go:linkname exit os.runtime_beforeExit
func exit(code int)

func Double(n int) int { return 2 * n }
