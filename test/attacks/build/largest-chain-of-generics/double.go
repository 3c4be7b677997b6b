package exercise

type a[T any] struct{ x T }
type b[T any] struct{ x T }

func f0[T any]() int { return 1 }
func f1[T any]() int { return f0[a[T]]() + f0[b[T]]() }
func f2[T any]() int { return f1[a[T]]() + f1[b[T]]() }
func f3[T any]() int { return f2[a[T]]() + f2[b[T]]() }
func f4[T any]() int { return f3[a[T]]() + f3[b[T]]() }
func f5[T any]() int { return f4[a[T]]() + f4[b[T]]() }
func f6[T any]() int { return f5[a[T]]() + f5[b[T]]() }
func f7[T any]() int { return f6[a[T]]() + f6[b[T]]() }

func Double(n int) int { return f7[int]() }
