//go:build ignore

package exercise

func Double(n int) int { return 2 * n }
