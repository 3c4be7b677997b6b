//line double_test.go:1
package exercise

func Double(n int) int { return 2 * n }
