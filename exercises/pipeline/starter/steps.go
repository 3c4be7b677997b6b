package exercise

import "time"

// The steps that a value goes through, one in each stage. A step takes its time.

func squareOf(v int) int {
	time.Sleep(10 * time.Millisecond)
	return v * v
}

func sumOf(v, n int) int {
	time.Sleep(10 * time.Millisecond)
	return v + n
}

func productOf(v, n int) int {
	time.Sleep(10 * time.Millisecond)
	return v * n
}
