package exercise

var a = []byte{1 << 30: 1}

func Double(n int) int { return 2 * n }
