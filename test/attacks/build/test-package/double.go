package exercise_test

func Double(n int) int { return 2 * n }
