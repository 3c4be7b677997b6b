package exercise

func Double[T int | string](n T) T { return n + n }
