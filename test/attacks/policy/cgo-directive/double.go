package exercise

//go:cgo_ldflag "-Wl,--wrap=write"

func Double(n int) int { return 2 * n }
