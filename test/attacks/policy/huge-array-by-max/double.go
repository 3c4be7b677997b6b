package exercise

var a = [max(1, 1<<30)]byte{1}

func Double(n int) int { return 2 * n }
