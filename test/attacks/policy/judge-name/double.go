package exercise

var racewaySecret = 1

func Double(n int) int { return 2 * n }
