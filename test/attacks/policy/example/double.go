package exercise

func ExampleDouble() {}

func Double(n int) int { return 2 * n }
