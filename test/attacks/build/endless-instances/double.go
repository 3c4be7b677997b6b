package exercise

type a[T any] struct{}

func f[T any]() { f[a[T]]() }

func Double(n int) int { f[int](); return n }
