package exercise

func Double(n int) (doubled int) {
	defer func() { recover() }()
	var nothing map[int]int
	nothing[n] = n
	return 2 * n
}
