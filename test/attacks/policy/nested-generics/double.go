package exercise

type t[T any] struct{ x *T }

var a t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[t[int]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

func Double(n int) int { return 2 * n }
