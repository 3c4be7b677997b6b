package exercise

const (
	x = 1 << (iota * 10)
	_
	_
	y
)

var a = [y]byte{1}

func Double(n int) int { return 2 * n }
