package exercise

type p[T any] struct{ a [1000]T }

var a p[p[p[int]]]

func Double(n int) int { return 2 * n }
