//go:build go1.20

package exercise

func Double(n int) int { return 2 * n }
