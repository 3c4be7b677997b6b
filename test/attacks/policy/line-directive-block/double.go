package exercise

func Double(n int) int { /*line hidden_test.go:1:1*/ return 2 * n }
